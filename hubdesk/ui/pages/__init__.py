"""One screen each, built on first visit."""
