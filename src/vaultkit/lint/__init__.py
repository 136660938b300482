"""From a vault (and its graph) to findings."""
