"""Rule tables: load and check them, compile them once, run them forward and back."""
