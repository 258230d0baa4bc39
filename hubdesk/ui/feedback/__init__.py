"""The parts of the page where everything that was said is sorted."""
