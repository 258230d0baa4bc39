"""Parts of the page of keys and cards."""
