"""Records turned into paper and text."""
