"""Parts that show the text under discussion."""
