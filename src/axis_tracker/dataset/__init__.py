"""The checked collection of records, and the selections that query it."""
