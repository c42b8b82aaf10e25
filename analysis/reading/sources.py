"""A note's text to the source it names, as far as it can be told."""


def parse_source(text: str) -> tuple:
    """(author, title, year, kind) of a note."""
    return "", "", None, ""
