"""File formats: one canonical form of a dataset, and one module for each format that holds it."""
