"""Documents from outside, read into outlines."""
