"""The text layer: script runs, Unicode hygiene, look-alike letters, and the language of a string.

It knows nothing of romanization schemes or of references; everything here works on plain strings.
"""
