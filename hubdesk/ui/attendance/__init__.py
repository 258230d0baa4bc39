"""Parts of the attendance page."""
