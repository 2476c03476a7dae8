"""Persian: the spelling that rule tables expect, and the vowels that Persian script leaves out."""
