"""Flat views of a dataset, for people with spreadsheets, data frames and SQL: records as rows of columns.

`columns` says what a column is; `claim_views`, `event_view` and `record_views` define them; `views` lists the views;
`table` is what a caller gets. `frames` hands it to Arrow, pandas and Polars, `writing` to files. Reads the dataset and
the model; nothing here changes a dataset or reads one back: that is for `axis_tracker.formats`.
"""
