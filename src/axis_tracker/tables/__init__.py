"""Flat views of a dataset for spreadsheets, data frames and SQL, with records as rows.

Views do not change a dataset and cannot be read back as a dataset. To store and read datasets, use
`axis_tracker.formats`.
"""
