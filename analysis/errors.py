"""The one family of errors: what was wrong, where, and what to do about it."""


class AnalysisError(Exception):
    """Something that a user can mend; its text is one sentence, fit to be shown without a traceback."""

    def _render_traceback_(self) -> list[str]:  # what a notebook shows in place of forty lines of ours
        return [f"{type(self).__name__}: {self}"]


class ReadError(AnalysisError):
    """A file, folder or corpus.toml that cannot be read as it should."""


class UnknownNameError(AnalysisError):
    """A document, figure, lexicon or column that does not exist; the text lists those that do."""


class UnknownTermError(AnalysisError):
    """A term that does not occur in the table."""


class TooLittleTextError(AnalysisError):
    """Too few segments, terms or documents for what was asked."""


def unknown_name(kind: str, name: object, known) -> UnknownNameError:
    """An UnknownNameError that says what does exist.

    >>> str(unknown_name("document", "papr", ["paper", "chapter"]))
    "There is no document 'papr'. There is: paper, chapter."
    """
    return UnknownNameError(f"There is no {kind} {name!r}. There is: {', '.join(map(str, known)) or 'none'}.")
