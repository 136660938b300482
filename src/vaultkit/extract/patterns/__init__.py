"""Sentence patterns, one file for each relation."""
