"""Mails kept as text: the lines of their heads, what they quote behind ">", and signatures."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from analysis.reading.pieces import Line

_FIELD = re.compile(r"\s*\*?(?P<name>[A-Z][A-Za-z]*(?:-[A-Za-z]+)*)\*?:\*?(?:\s|$)")
_OF_MAILS = frozenset(("from", "to", "subject", "date", "sent", "cc", "bcc", "reply-to", "message-id"))


def is_mail_head(texts: Sequence[str]) -> bool:
    """Whether lines that stand together are the head of a mail: each a field, three of them a mail's.

    >>> is_mail_head(["From: Ann Lee <ann@lee.example>", "To: Bob", "Subject: The hens"])
    True
    """
    fields = [found["name"].casefold() for text in texts if ":" in text and (found := _FIELD.match(text))]
    if len(fields) < 3:
        return False
    folded = sum(text[:1] in " \t" and not _FIELD.match(text) for text in texts[1:])
    own = _OF_MAILS & set(fields)
    return "from" in own and len(own) >= 3 and len(fields) + folded == len(texts)


def is_signature(runs: Sequence[Sequence[Line]], place: int) -> bool:
    """Whether a run stands under the two dashes that close a mail."""
    if runs[place][0][1].strip() != "--" or len(runs[place]) > 10:
        return False
    return any(is_mail_head([text for _, text in run]) for run in runs[:place])


def part_quoted(run: Sequence[Line]) -> Iterator[list[Line]]:
    """A run cut where lines behind ">" begin and end; whole where one line alone has the sign."""
    behind = [text.lstrip().startswith(">") for _, text in run]
    if all(behind) or sum(behind) < 2 - (len(run) > 1 and run[0][1].rstrip().endswith(":") and behind[1]):
        yield list(run)
        return
    for _, lines in groupby(zip(behind, run, strict=True), key=lambda line: line[0]):
        yield [line for _, line in lines]
