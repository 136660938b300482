"""From a graph to bytes: files and pages."""
