"""The parts of the page on which photos and receipts are kept."""
