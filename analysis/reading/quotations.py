"""Quotations: quotation marks in pairs, and every span in somebody else's words, of what kind and who speaks."""

import re
from typing import NamedTuple

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.english import SMALL_WORDS
from analysis.reading.speakers import UNKNOWN, People, speaker_after, speaker_before
from analysis.reading.typography import ends_sentence

_REACH = 1_000  # signs in which the fellow of a single mark is looked for
_SIGN = re.compile(r"[“”„«»\"‘’‚']")
_DOUBLE = set('“”„«»"')
_ALWAYS_OPEN, _ALWAYS_CLOSE = set("“„«‚"), set("”»")
_CLOSING_SINGLE = re.compile(r"(?<=[^\s‘'])[’'](?!\w)")
_OPENING_SINGLE = re.compile(r"(?<=[\s(\[])[‘'](?=\w)")
_ELIDED = re.compile(r"\d{2}s?\b|(?:em|tis|twas|til|cause|bout|round|n)\b", re.IGNORECASE)  # ’90s, ’em, ’tis


class Pair(NamedTuple):
    start: int  # of the opening mark
    end: int  # after the closing mark
    depth: int  # 0: outermost


def pair_quotes(text: str, *, runs_on: bool = False) -> tuple[list[Pair], list[int]]:
    """The quoted spans of a block, marks included, in order of their start; and the places of marks left alone.

    A straight mark opens after white space, a dash or an opening sign and closes otherwise; any double mark closes any
    other. A single mark is an apostrophe unless it opens a word and one that closes follows. `runs_on` says that the
    next block begins with an opening mark: then a mark still open here quotes to the end of this block.

    >>> text = 'She said, "the ‘red’ one."'
    >>> [text[pair.start:pair.end] for pair in pair_quotes(text)[0]]
    ['"the ‘red’ one."', '‘red’']
    """
    pairs: list[Pair] = []
    lost: list[int] = []
    stack: list[tuple[str, int]] = []
    for sign in _SIGN.finditer(text):
        family = "double" if sign[0] in _DOUBLE else "single"
        at = sign.start()
        if _opens(text, at, sign[0], family, stack):
            stack.append((family, at))
        elif any(kind == family for kind, _ in stack) and _closes(text, at, family):
            while stack[-1][0] != family:
                stack.pop()  # a single mark that never closed was an apostrophe
            pairs.append(Pair(stack.pop()[1], sign.end(), len(stack)))
        elif family == "double":
            lost.append(at)
    doubles = [at for kind, at in stack if kind == "double"]
    if doubles and runs_on:
        pairs.append(Pair(doubles.pop(0), len(text), 0))
    return sorted(pairs), sorted(lost + doubles)


def _opens(text: str, at: int, sign: str, family: str, stack: list) -> bool:
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if sign in _ALWAYS_CLOSE or after.isspace():
        return False
    if family == "double":
        return (
            sign in _ALWAYS_OPEN
            or before.isspace()
            or before in "([{—–-“‘'/\u2026"
            or (not stack and after.isalnum() and not before.isalnum() and before not in ".,;:?!")
        )
    if sign in "’'" and _ELIDED.match(text, at + 1):
        return False
    leads = before.isspace() or before in '([{—–“"/'
    return (
        leads
        and sign != "’"
        and (after.isalnum() or after in '[(“".…')
        and bool(_CLOSING_SINGLE.search(text, at + 2, at + _REACH))
    )


def _closes(text: str, at: int, family: str) -> bool:
    if family == "double":
        return True
    if not _CLOSING_SINGLE.match(text, at):
        return False
    possessive = text[at - 1] in "sS" and re.match(r"\s[a-z]", text[at + 1 : at + 3])
    return not (possessive and _another_close(text, at))


def _another_close(text: str, at: int) -> bool:
    """Whether a later single mark can close, before another opens: then this one was the apostrophe of a plural."""
    later = _CLOSING_SINGLE.search(text, at + 1, at + _REACH)
    opening = _OPENING_SINGLE.search(text, at + 1, at + _REACH)
    return later is not None and (opening is None or opening.start() > later.start())


_CLOSING = '”"»'
_BESIDE = 1_500  # signs before and after a quotation in which its speaker is looked for
LONG = 7  # words: a longer span in quotation marks is speech or text of another, not a term held at arm's length
_TITLED = re.compile(
    r"(?:\b(?:entitled|titled|headed|headlined)|\b(?:essay|article|poem|novel|pamphlet|editorial)),?\s*$"
)


class Quotation(NamedTuple):
    block: int  # place among the blocks
    kind: str  # inline, block, speech, scare, title
    speaker: str
    start: int  # in the block's text
    end: int


def find_quotations(blocks: list[Chunk], people: People) -> tuple[list[Quotation], list[Edit]]:
    """Quotations in reading order, the outer before the inner; and the quotation marks without a fellow.

    A block quotation or a turn is one quotation from end to end, and those marked inside it are nested in it.
    """
    found: list[Quotation] = []
    edits: list[Edit] = []
    before = ""  # the block of prose ahead, its quoted words hidden
    speaking = None  # who speaks where a quotation runs on into the next block
    for place, block in enumerate(blocks):
        if block.kind in ("note", "table", "heading", "front_matter"):
            continue
        follows = blocks[place + 1] if place + 1 < len(blocks) else None
        runs_on = follows is not None and follows.kind == block.kind and follows.text[:1] in '“"„«'
        pairs, lost = pair_quotes(block.text, runs_on=runs_on)
        edits += [_lone(block, at) for at in lost]
        if block.kind == "block_quote":
            speaker = (speaker_before(before, people, set_apart=True) or UNKNOWN) if before else UNKNOWN
            found.append(Quotation(place, "block", speaker, 0, len(block.text)))
        elif block.kind == "speech":
            speaker = people.known_as(block.speaker) if block.speaker else UNKNOWN
            found.append(Quotation(place, "speech", speaker, 0, len(block.text)))
        else:
            before = hide_quoted(block.text, pairs)
        inline = _inline(place, block, pairs, people)
        if speaking and inline and inline[0].start == 0 and inline[0].speaker in (UNKNOWN, ""):
            inline[0] = inline[0]._replace(kind="inline", speaker=speaking)
        found += inline
        goes_on = runs_on and inline and inline[-1].end == len(block.text) and block.text[-1] not in _CLOSING
        speaking = inline[-1].speaker if goes_on else None
    return found, edits


def _inline(place: int, block: Chunk, pairs: list[Pair], people: People) -> list[Quotation]:
    hidden = hide_quoted(block.text, pairs)
    marked = {at for at, _ in block.marks}
    quotations = []
    for pair in pairs:
        kind, speaker = _judge(block.text, hidden, pair, pair.end in marked, people)
        quotations.append(Quotation(place, kind, speaker, pair.start, pair.end))
    return quotations


def _judge(text: str, hidden: str, pair: Pair, has_note: bool, people: People) -> tuple[str, str]:
    """Kind and speaker of a span in quotation marks: what the sentence tells first, then its form."""
    words = text[pair.start + 1 : pair.end - 1].split()
    if pair.depth:
        return ("inline", UNKNOWN) if len(words) >= LONG else ("scare", "")
    first = max(pair.start - _BESIDE, 0)
    before, after = hidden[first : pair.start], hidden[pair.end : pair.end + _BESIDE]
    if _is_title(before, words):
        return "title", ""
    speaker = speaker_after(hidden[first : pair.end], after, people) or speaker_before(before, people)
    if speaker:
        return "inline", speaker
    inside = text[pair.start + 1 : pair.end - 1]
    sentences = re.search(r"[.?!]\s+\S|[?!]\W*$", inside)
    whole = ends_sentence(inside) and inside[:1].isupper() and (not before.strip() or ends_sentence(before))
    return ("inline", UNKNOWN) if has_note or sentences or whole or len(words) >= LONG else ("scare", "")


def _is_title(before: str, words: list[str]) -> bool:
    if _TITLED.search(before):
        return True
    large = [word for word in words if word.casefold() not in SMALL_WORDS]
    return len(words) >= 4 and len(large) >= 3 and all(word[:1].isupper() or word[:1].isdigit() for word in large)


def hide_quoted(text: str, pairs: list[Pair]) -> str:
    """The text with the words inside its outermost quotations blotted out, length for length.

    The last sign inside stays when it is punctuation, so that sentences still end where they end.

    >>> hide_quoted('“We fear,” he said.', [Pair(0, 10, 0)])
    '“~~~~~~~,” he said.'
    """
    pieces, place = [], 0
    for start, end, depth in pairs:
        if depth or start < place:
            continue
        last = 2 if text[end - 2] in ".,?!;:…" else 1
        pieces += [text[place : start + 1], "~" * (end - last - start - 1), text[end - last : end]]
        place = end
    return "".join(pieces) + text[place:]


def _lone(block: Chunk, at: int) -> Edit:
    around = block.text[max(at - 12, 0) : at + 13]
    return Edit(block.line_at(at), "lone quotation mark", around, around)
