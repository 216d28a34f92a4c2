"""Answers for people: what the data say, as records and as text."""
