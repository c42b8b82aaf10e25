"""Lines that head the text right under them: titles, who wrote it, chapters whose text follows without a blank line."""

import re
from itertools import pairwise

from analysis.reading.chunks import Chunk
from analysis.reading.formats.byline import read_byline
from analysis.reading.front import names_person, tells_field
from analysis.reading.headings import is_chapter, is_short
from analysis.reading.margins import LONGEST_MARGIN, goes_on, has_room, was_wrapped
from analysis.reading.pieces import File, Line
from analysis.reading.typography import ends_sentence

_SHORT = 0.7  # of the margin


def heads_prose(run: list[Line], file: File) -> bool:
    """Whether the first line heads the prose right under it: the next word would have fitted."""
    first, after = run[0][1], run[1][1]
    if file.layout.margin and not has_room(first, after, 0.9 * file.layout.margin):
        return False
    rest = [text for _, text in run[1:]]
    on = sum(goes_on(a, b) for a, b in pairwise(rest))
    prose = was_wrapped(rest) or max(map(len, rest)) > LONGEST_MARGIN or (len(rest) == 1 and ends_sentence(rest[0]))
    prose = prose or (3 * on > len(rest) and sum(map(len, rest)) > 50 * len(rest))
    if not prose:
        return False
    alone = len(rest) > 1 and len(first.strip()) < _SHORT * (file.layout.margin or 0)
    return is_chapter(first, after) or (alone and after.lstrip()[:1].isupper() and is_short(_as_chunk(first)))


def count_front(run: list[Line], file: File) -> int:
    """How many short lines stand right over the first full line of a file: its title, its author, a date."""
    least = _SHORT * (file.layout.margin or 0)
    short = next((at for at, (_, text) in enumerate(run) if len(text.strip()) >= least), 0)
    lines = [text.strip() for _, text in run[:short]]
    named = all(is_short(_as_chunk(line)) or tells_field(line) or line[:1].islower() for line in lines)
    if not 0 < short < min(8, len(run) - 1) or not named or "short openers" in file.habits:
        return 0
    begins_anew = run[short][1].lstrip("“‘\"'")[:1].isupper()
    return short if begins_anew and goes_on(run[short][1], run[short + 1][1]) else 0


def is_byline(line: str, *, name_alone: bool) -> bool:
    """Whether a line under another says who wrote it: "by Ann Lee"; among poems also "J. Alder (1840-1899)"."""
    if not name_alone:
        return bool(read_byline(line).get("author"))
    bare = re.sub(r"\s*[(\[]?\b1\d{3}\s*[-–—]\s*1?\d{2,4}[)\]]?$", "", line)
    return len(line) < 60 and (bool(read_byline(line).get("author")) or names_person(bare) or bare != line)


def is_titled(line: str) -> bool:
    return is_short(_as_chunk(line)) and line.strip().casefold() not in ("by", "von", "par")


def are_titles(texts: list[str]) -> bool:
    """Whether the first lines of a file are its title and who wrote it: few, and large words throughout."""
    if not 1 < len(texts) < 5:
        return False
    words = [word for text in texts for word in text.split() if len(word) > 3 and word[0].isalpha()]
    plain = any(text.rstrip()[-1] in ".,;:!?—-" for text in texts)
    return len(words) > 1 and not plain and all(word[0].isupper() for word in words)


def _as_chunk(text: str) -> Chunk:
    return Chunk(text.strip(), ((0, 0),), 0)
