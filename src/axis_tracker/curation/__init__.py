"""Tools for curators: find passages, check what is written, verify it against the texts, and compare codings."""
