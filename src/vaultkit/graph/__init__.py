"""What the notes say: entities, mentions and claims, and their views as RDF and networkx."""
