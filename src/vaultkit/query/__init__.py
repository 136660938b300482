"""From a graph and a question to rows."""
