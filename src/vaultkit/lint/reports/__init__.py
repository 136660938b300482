"""Report formats of lint, one file each."""
