"""From a vault and its graph to edits that keep the vault up."""
