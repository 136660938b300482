"""The command line: the door that prints."""
