"""The reference paper that romanbib began with: its 41 entries and its own renderings."""
