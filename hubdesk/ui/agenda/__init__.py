"""What stands on the page Agenda."""
