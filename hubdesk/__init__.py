"""HubDesk: hold a gathering about a document, without a network."""

__version__ = "0.1.0"
