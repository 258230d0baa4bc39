"""The parts of the page where finished papers and texts are made."""
