"""Kept panels, one file each."""
