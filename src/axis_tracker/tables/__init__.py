"""Flat views of a dataset, for spreadsheets, data frames and SQL: records as rows of columns.

Nothing here changes a dataset or reads one back: `axis_tracker.formats` does that.
"""
