"""The errors that romanbib raises: each names the input, the place and the mend."""


class RomanbibError(Exception):
    """Base of every error that romanbib raises on purpose. Its text is one line, fit to be shown to the user."""


class UnknownSchemeError(RomanbibError):
    """No rule table for this scheme, or none for this language."""


class UnknownLanguageError(RomanbibError):
    """A language that no rule table covers, or a text whose language cannot be told."""


class UnknownProfileError(RomanbibError):
    """No profile of this name."""


class UnknownFormatError(RomanbibError):
    """No format of this name, or a file whose format cannot be told."""


class RuleTableError(RomanbibError):
    """A data file (rule table, profile …) that cannot be used; names the file, the key and the mend."""


class InputError(RomanbibError):
    """Input that cannot be read as what it is said to be; names the place and the mend."""


class NotReversibleError(RomanbibError):
    """A scheme whose romanization does not lead back to the original script."""


class RomanizationWarning(UserWarning):
    """Something about a romanization that a person should know: an ambiguous letter, a missing vowel."""
