"""What a page puts below its text under a heading of its own: related pages, share buttons, a form for comments."""

import re
from collections.abc import Iterator
from typing import Any

from analysis.reading.formats.html.page import BLOCKS, HEADINGS, tag, text_of

RULE = "related links left out"
_HEAD = re.compile(
    r"\W*(?:related(?: (?:posts?|articles?|stories|content|links|reading|topics))?"
    r"|you (?:may|might) also (?:like|enjoy)"
    r"|(?:read|up|see) (?:next|also|more)|more (?:from|in|on|stories|posts)\b.{0,40}|share(?: this)?(?: \w+)?|like this"
    r"|recent (?:posts?|comments?)|leave a (?:reply|comment)|(?:\d+ )?comments?|\d+ (?:responses?|thoughts on .{1,80})"
    r"|subscribe.{0,40}|newsletter|follow us|recommended(?: for you)?|most (?:read|popular)|trending.{0,20}"
    r"|filed under|post navigation|discussion about this post)\W*",
    re.IGNORECASE,
)
_LONG = 200  # letters: a paragraph of the text itself
_MOST = 60  # elements below such a heading


def find_tails(root: Any, found: dict[Any, str]) -> Iterator[tuple[Any, str]]:
    """Headings such as "Related" below the last long paragraph, with what follows each up to the next heading.

    A heading of the same words within the text stays; so does all where what follows is as long as a text.
    """
    blocks = [one for one in root.iter("p", "li", *HEADINGS) if one not in found]
    last = max(
        (at for at, one in enumerate(blocks) if tag(one) == "p" and len(text_of(one, _LONG)) >= _LONG), default=-1
    )
    for head in blocks[last + 1 :] if last >= 0 else []:
        if tag(head) in HEADINGS and _HEAD.fullmatch(text_of(head, 90)):
            yield head, RULE
            after, count = head.getnext(), 0
            while after is not None and tag(after) not in HEADINGS and tag(after) in BLOCKS and count < _MOST:
                yield after, RULE
                after, count = after.getnext(), count + 1
