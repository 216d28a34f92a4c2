"""The records: what an actor, a document, an event and a claim are. Knows nothing of files or queries."""
