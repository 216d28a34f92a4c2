"""Values that are known only roughly: dates, quantities and measures, and the answers yes, no and possibly."""
