"""How a dataset is written and read: one canonical form, a module a format."""
