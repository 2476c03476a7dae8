"""References: the record, the repairs it needs, what stands in parallel in it, and its arrangement by profile."""
