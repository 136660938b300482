"""One note alone: its text and the parts found in it."""
