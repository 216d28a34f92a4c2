"""Tools for curators: find passages, check files, verify them against the source texts, and compare codings."""
