"""Kinds of attribute, one file each."""
