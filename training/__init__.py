"""What makes the files of ``rules/persian`` that are learned from data; romanbib itself needs none of it."""
