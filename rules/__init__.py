"""Facts as data files: rule tables, languages, profiles and terms. There is no code here."""
