"""Bibliographies as files: read whole, written aside and renamed, so that no reader ever sees half a file."""
