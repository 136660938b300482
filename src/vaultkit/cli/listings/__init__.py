"""What `vaultkit list` shows: one file for each kind of record."""
