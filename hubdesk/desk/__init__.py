"""What people do: one verb file per noun, one door to the store."""
