"""Lines that only say who wrote a text, and when."""

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"\d{{1,2}}\.?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
_DATE = rf"(?:{_DAY}|{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{4}})"
_NAME = r"(?:[^\W\d_a-z](?:[^\W\d_]|[.’'-])*|de|la|le|van|von|der|den|del|da|di|of|and|bin|al)"
_AUTHOR = rf"(?P<author>[^\W\d_a-z][\w.’'-]*(?:\s+{_NAME}){{0,6}})"
_LINE = re.compile(
    rf"\W*(?:(?i:written|words|story|text)\s+)?(?i:by):?\s+{_AUTHOR}(?:[\s,;|·•—–-]+(?:on\s+)?(?P<date>{_DATE}))?\W*"
)
_ALONE = re.compile(rf"\W*(?:(?i:posted|published|updated|(?:release )?date)(?:\s+on)?:?\s+)?(?P<date>{_DATE})\W*")


def is_name(line: str) -> bool:
    """Whether a line could be an author's name and nothing else: two to five words in capitals.

    >>> is_name("Ruth Ellen Carraway"), is_name("On the river")
    (True, False)
    """
    return bool(re.fullmatch(rf"[^\W\d_a-z][\w.’'-]*(?:\s+{_NAME}){{1,4}}", line))


def read_byline(line: str) -> dict[str, str]:
    """The author and the date that a line tells, if it tells nothing else.

    >>> read_byline("*By Ann Lee, 14 May 2019*"), read_byline("By the river they sat.")
    ({'author': 'Ann Lee', 'date': '14 May 2019'}, {})
    """
    found = (_LINE.fullmatch(line) or _ALONE.fullmatch(line)) if len(line) <= 120 else None
    return {key: value.strip(" ,;") for key, value in found.groupdict().items() if value} if found else {}
