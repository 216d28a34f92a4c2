"""File formats: the canonical form of a dataset, and one module for each format that stores it."""
