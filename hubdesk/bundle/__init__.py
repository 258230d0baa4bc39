"""Facts in one sealed file, and back."""
