"""What the claims of a dataset allow together. The laws are argued in docs/explanation."""
