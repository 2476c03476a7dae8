"""Facts as data files: rule tables, schemes, languages and profiles. There is no code here."""
