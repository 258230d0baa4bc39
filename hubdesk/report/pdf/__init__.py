"""The engine that sets type in every script on PDF pages."""
