"""Tools with which curators find passages, check coverage, verify a dataset against its texts, and compare codings."""
