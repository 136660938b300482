"""From a vault to its graph: names, subjects and claims, each with its line."""
