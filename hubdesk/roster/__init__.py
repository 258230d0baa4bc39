"""Lists of people from outside, read into candidates."""
