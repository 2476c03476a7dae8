"""The overrides that people keep: a database, its history, and the copy of it that answers requests."""
