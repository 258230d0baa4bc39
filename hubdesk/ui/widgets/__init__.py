"""Widgets that know no desk."""
