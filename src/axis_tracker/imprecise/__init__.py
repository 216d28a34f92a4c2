"""Dates, quantities and measures that are known only roughly, and the answers yes, no and possibly."""
