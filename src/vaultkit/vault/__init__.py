"""All notes at one moment: which files belong, and what their links reach."""
