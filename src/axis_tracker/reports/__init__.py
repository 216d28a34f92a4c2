"""Answers in printable form: JSON records, HTML tables, cross-references and the overview."""
