"""One way to write a name: accents as one sign with their letter, whichever way a file or a system wrote them."""

import re
import unicodedata
from pathlib import Path

DECOMPOSED = re.compile("[^\\W\\d_][\u0300-\u036f]+")  # a letter and its accents, as signs of their own


def compose(text: str) -> str:
    """The text with each letter and its accents as one sign, where there is such a one.

    >>> len("e\\u0301tat"), len(compose("e\\u0301tat"))
    (5, 4)
    """
    return text if text.isascii() else DECOMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def document_name(path: str | Path) -> str:
    """What the document of a file is called: as the file, without its ending."""
    return compose(Path(path).stem)
