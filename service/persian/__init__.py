"""Persian: its spelling, and the vowels and ezafes that Persian script leaves out."""

# What a text is, to the vocalizer.
KINDS = ("title", "name", "container", "publisher", "place", "text")
