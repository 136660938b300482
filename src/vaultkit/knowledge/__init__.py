"""Names of the field, as data: llm.ttl (and schema.ttl in an installed copy)."""
