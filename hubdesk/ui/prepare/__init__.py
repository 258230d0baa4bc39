"""The parts of the page that prepares an event; each is a page of its own inside it."""
