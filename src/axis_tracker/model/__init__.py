"""The classes of records, such as actors, documents, events and claims. They do not depend on files or queries."""
