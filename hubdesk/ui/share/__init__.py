"""The parts of the page where files come and go."""
