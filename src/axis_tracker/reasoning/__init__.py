"""What the claims of a dataset allow together: as-of views, estimates, conflicts. The laws stand in docs/explanation."""
