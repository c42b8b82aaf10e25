"""Paragraphs of a PDF to kinds of block: headings by size and weight, quotations by their margins, lists by markers."""

import re
from collections import Counter
from itertools import pairwise

from analysis.reading.formats.pdf.begins import LABEL, MARKER
from analysis.reading.formats.pdf.measure import SAME, Measure
from analysis.reading.formats.pdf.paragraphs import Paragraph
from analysis.reading.typography import ends_sentence, whole_number

_LONGEST_HEADING = 200
_LONGEST_VERSE = 60  # letters, where only the lines beside it tell that it is verse
LARGE = 1 + 2 * SAME  # times the body's size
_ABSTRACT = re.compile(r"(?:abstract|summary|zusammenfassung|r[ée]sum[ée])[.:]?", re.IGNORECASE)
_COUNTED = re.compile(r"[IVXLC]+\.?|\d{1,2}\.?")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def name_kinds(found: list[Paragraph], measure: Measure) -> None:
    """Give each paragraph its kind, from its own form and from that of its neighbours."""
    letters = sum(len(line.text) for part in found for line in part.lines)
    weight = Counter[float]()
    for part in found:
        weight[round(part.first.size, 1)] += sum(len(line.text) for line in part.lines)
    styles = Counter(_style(part, measure) for part in found if not part.kind and _is_short(part))
    bold = sum(len(line.text) for part in found for line in part.lines if line.bold)
    for place, part in enumerate(found):
        if part.kind:
            continue
        rare_size = weight[round(part.first.size, 1)] < 0.25 * letters
        if MARKER.match(part.first.text) and _is_item(found, place, measure):
            part.kind = "list"
        elif place + 1 < len(found) and _is_cut(part, found[place + 1]):
            continue  # in mid-sentence, cut by the end of a page
        elif _is_heading(part, measure, rare_size=rare_size, rare_bold=bold < 0.25 * letters, styles=styles):
            part.kind = "heading"
    _name_slanted(found, measure)
    _drop_labels(found)
    for place, part in enumerate(found):
        if not part.kind:
            part.kind = "block_quote" if _is_quotation(found, place, measure) else "prose"
    _under_abstract(found)


def _is_cut(part: Paragraph, after: Paragraph) -> bool:
    """Whether a page ends in the middle of a sentence."""
    return after.first.text[:1].islower() and part.last.page != after.first.page and part.last.size == after.first.size


def _style(part: Paragraph, measure: Measure) -> tuple[bool, bool, bool]:
    text = part.first.text
    return part.first.slanted, text.isupper() and len(_WORDS.findall(text)) > 0, is_centred(part, measure)


def _is_short(part: Paragraph) -> bool:
    return len(part.lines) <= 3 and sum(len(line.text) for line in part.lines) < _LONGEST_HEADING


def is_centred(part: Paragraph, measure: Measure) -> bool:
    """Whether each line leaves as much room before it as after it, and enough for it to be meant."""
    starts = [measure.inset(line) for line in part.lines]
    if len(starts) > 1 and max(starts) - min(starts) < 1:
        return False  # set in on both sides
    even = (
        abs(measure.inset(line) - measure.room(line)) < max(4.0, 0.015 * measure.widths[line.column])
        for line in part.lines
    )
    return min(starts) > 2 * part.first.size and all(even)


def _is_heading(
    part: Paragraph, measure: Measure, *, rare_size: bool, rare_bold: bool, styles: Counter[tuple[bool, bool, bool]]
) -> bool:
    """Larger or bold where the text is not; else in capitals or in the middle, alone, and not once only."""
    text = " ".join(line.text for line in part.lines)
    worded = _WORDS.search(text) or _COUNTED.fullmatch(text)
    small = text[:1].islower() and not (text.islower() and part.alone and part.first.size > LARGE * measure.body)
    if not _is_short(part) or not worded or text[-1] in ",;" or small:  # small capitals may be told as small letters
        return False
    if part.first.size > LARGE * measure.body:
        return rare_size
    if all(line.bold for line in part.lines):
        inset = measure.inset(part.first) > 0.8 * part.first.size and not is_centred(part, measure)
        spoken = text[-1] == ":" or len(text) >= 120 or (ends_sentence(text) and len(text) >= 60)
        return rare_bold and not inset and not spoken
    style = _style(part, measure)
    _, capital, centred = style
    shown = (capital or centred) and styles[style] >= 2 and part.alone
    return shown and bool(_WORDS.search(text)) and len(text) < 80 and not ends_sentence(text)


def _name_slanted(found: list[Paragraph], measure: Measure) -> None:
    """A line all in italics that stands alone at the edge, above a paragraph, is a heading where two others are."""
    if sum(part.kind == "heading" for part in found[1:]) < 2 or any(LABEL.match(part.first.text) for part in found):
        return
    for part, after in pairwise(found):
        line = part.first
        short = (
            len(part.lines) == 1 and 3 < len(line.text) < 60 and measure.room(line) > 0.3 * measure.widths[line.column]
        )
        plain = not line.text[:1].islower() and line.text[-1] not in '.,;:?!”"’'
        if not part.kind and part.alone and line.slanted and short and plain and measure.inset(line) < 3:
            part.kind = "heading" if not after.first.slanted and not after.kind else part.kind


def _drop_labels(found: list[Paragraph]) -> None:
    """Headings that come back again and again are the names of speakers."""
    texts = Counter(part.first.text.strip(" .:") for part in found if part.kind == "heading" and len(part.lines) == 1)
    for part in found:
        if part.kind == "heading" and texts[part.first.text.strip(" .:")] >= 3:
            part.kind = "prose"


def _is_item(found: list[Paragraph], place: int, measure: Measure) -> bool:
    """A bullet makes an item; a number does where it hangs outside its lines or others count on from it."""
    part = found[place]
    marker = MARKER.match(part.first.text)
    if marker is None:
        return False
    if marker[1] and marker[1] not in "–—-":
        return True
    beside = [other for at in (place - 1, place + 1) if 0 <= at < len(found) for other in [found[at]]]
    fellows = [MARKER.match(other.first.text) for other in beside]
    if marker[1]:
        return any(fellow and fellow[1] for fellow in fellows) and measure.inset(part.first) > 0.5 * part.first.size
    if part.first.bold or part.first.size > LARGE * measure.body:
        return False
    hangs = len(part.lines) > 1 and part.lines[1].x0 > part.first.x0 + 0.5 * part.first.size
    counts = any(fellow and fellow[2] and _counts(marker[2], fellow[2]) for fellow in fellows)
    return hangs or counts


def _counts(one: str, other: str) -> bool:
    if one.isdigit() and other.isdigit():
        return abs(whole_number(one) - whole_number(other)) == 1
    return len(one) == len(other) == 1 and abs(ord(one) - ord(other)) == 1


def _is_quotation(found: list[Paragraph], place: int, measure: Measure) -> bool:
    """Set in on both sides, or on the left alone where that is neither a first line nor the rest of a list."""
    part = found[place]
    size = part.first.size
    if part.level < 0.8 * size or (is_centred(part, measure) and len(part.lines) < 3):
        return False
    if len(part.lines) > 1 and measure.inset(part.first) < part.level - 0.5 * size:
        return False  # the first line hangs out, as in a bibliography
    if part.level > 0.45 * measure.widths[part.first.column]:
        return False  # a signature, a date
    before = found[place - 1] if place else None
    if before and before.kind == "list" and abs(part.level - before.level) < 3:
        room = min(map(measure.room, part.lines))  # a list's own lines fill the measure
        return len(part.lines) > 1 and room > (0.8 * size if measure.justified else 0.8 * part.level)
    beside = [other for at in (place - 1, place + 1) if 0 <= at < len(found) for other in [found[at]]]
    if len(part.lines) == 1:
        first_line = measure.indent and abs(part.level - measure.indent) < 3
        like = (len(other.lines) > 1 and abs(other.level - part.level) < 3 for other in beside)
        return not first_line and (part.alone or any(other.kind == "block_quote" for other in beside) or any(like))
    return True


def _under_abstract(found: list[Paragraph]) -> None:
    """What an abstract says are the author's words, however narrow it is set."""
    under = False
    for part in found:
        if _ABSTRACT.fullmatch(part.first.text.strip()):
            under = True
        elif part.kind == "heading" or (part.kind == "prose" and under):
            under = False
        elif under and part.kind == "block_quote":
            part.kind = "prose"


def name_verse(found: list[Paragraph]) -> None:
    """In what is mostly verse, other paragraphs of a few lines no longer than those of the verse are stanzas too."""
    body = [part for part in found if part.kind in ("prose", "block_quote", "verse")]
    verse = [line for part in body if part.kind == "verse" for line in part.lines]
    if len(verse) < 0.5 * sum(len(part.lines) for part in body) or len(verse) < 8:
        return
    longest = max(line.x1 - line.x0 for line in verse)
    for part in body:
        short = all(line.x1 - line.x0 < 1.1 * longest and len(line.text) < _LONGEST_VERSE for line in part.lines)
        if part.kind != "verse" and len(part.lines) > 1 and short:
            part.kind, part.verse = "verse", [[line] for line in part.lines]
