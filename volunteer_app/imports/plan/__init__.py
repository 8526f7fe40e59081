"""What an import would do: each row of the sheet held against the store, nothing written."""
