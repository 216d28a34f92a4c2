"""The checked collection of records, and the questions that can be put to it."""
