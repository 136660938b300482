"""What stays running: the watcher of a vault."""
