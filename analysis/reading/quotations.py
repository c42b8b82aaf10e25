"""Quotations: every span in somebody else's words, of what kind it is and who speaks."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.judging import CLOSING, Paragraph, hide_quoted
from analysis.reading.names import Names, find_names
from analysis.reading.pairs import Pair, pair_quotes
from analysis.reading.speakers import AUTHOR, UNKNOWN, Narration, People, resolve, tag_before

__all__ = ["Pair", "Quotation", "find_quotations", "hide_quoted", "pair_quotes"]

_OPENING = '“"„«'
_DOUBLE = '“”"„«»'
LONG_OPEN = 25  # words: in a shorter paragraph the mark that was lost may have stood anywhere
_NO_TEXT = ("note", "table", "heading", "front_matter", "back_matter")


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
    texts = [block.text for block in blocks if block.kind not in _NO_TEXT]
    reader = _Reader(people, cache(lambda: find_names(texts, people)))
    for place, block in enumerate(blocks):
        if block.kind not in _NO_TEXT:
            reader.take(place, block, blocks[place + 1] if place + 1 < len(blocks) else None)
        elif block.kind != "note":
            reader.before = None
    reader.end_run()
    return _in_one_form(reader.found), reader.edits


def opens_for_good(block: Chunk) -> bool:
    """Whether a paragraph of some length begins with a quotation mark, the only one in it: its end was lost.

    Of 68 such paragraphs in eight works (63 of them in four parts of one) all began and ended in the words of others.
    """
    text = block.text
    if block.kind != "prose" or text[:1] not in tuple(_DOUBLE) or text[1:2].isspace():
        return False
    return sum(map(text.count, _DOUBLE)) == 1 and len(text.split()) >= LONG_OPEN


def _in_one_form(found: list[Quotation]) -> list[Quotation]:
    """Speakers that differ only in capitals (the Spy, the spy), each in the form met most often."""
    counts = Counter(quotation.speaker for quotation in found if quotation.speaker not in (UNKNOWN, AUTHOR))
    form: dict[str, str] = {}
    for speaker, _ in counts.most_common():
        form.setdefault(speaker.casefold(), speaker)
    return [each._replace(speaker=form.get(each.speaker.casefold(), each.speaker)) for each in found]


class _Reader:
    """One pass over the blocks, with what one tells of the next: the paragraph that leads up, who still speaks."""

    def __init__(self, people: People, names: Callable[[], Names]):
        self.people, self.names = people, names  # the names are found when a quotation asks for one
        self.found: list[Quotation] = []
        self.edits: list[Edit] = []
        self.before: Narration | None = None  # the paragraph of prose ahead
        self.next_to = False  # whether nothing stands between it and this block
        self.running: list[int] = []  # places in `found` of a quotation that runs on into this block
        self.runs_by = UNKNOWN  # its speaker

    def take(self, place: int, block: Chunk, follows: Chunk | None) -> None:
        next_sign = follows.text[:2] if follows is not None and follows.kind == block.kind else ""
        runs_on, single = next_sign[:1] in tuple(_OPENING), next_sign[:1] == "‘" and next_sign[1:].isupper()
        pairs, lost = pair_quotes(block.text, runs_on=runs_on or opens_for_good(block), single=single)
        self.edits += [_lone(block, at) for at in lost]
        own = Narration(hide_quoted(block.text, pairs), self.people, self.names)
        whole = self._whole(place, block)
        ahead = self.before if self.next_to else None
        inline = Paragraph(block, own, pairs, ahead).judge() if pairs else []
        if whole:
            self.found.append(whole)  # what "I" say within it is its speaker's
            inline = [(kind, whole.speaker if (kind, who) == ("inline", AUTHOR) else who) for kind, who in inline]
        else:
            self.before = own
        self.next_to = whole is None
        first = len(self.found)
        self.found += [Quotation(place, *told, pair.start, pair.end) for told, pair in zip(inline, pairs, strict=True)]
        self._run_on(first, block, bool(pairs) and (runs_on or single))

    def _whole(self, place: int, block: Chunk) -> Quotation | None:
        """The quotation that the block as a whole is, when it is a block quotation or a turn."""
        if block.kind == "speech":
            speaker = self.people.known_as(block.speaker) if block.speaker else UNKNOWN
            return Quotation(place, "speech", speaker, 0, len(block.text))
        if block.kind != "block_quote":
            return None
        tag = tag_before(self.before, len(self.before.text), set_apart=True) if self.before else None
        speaker = resolve(self.before, tag, len(self.before.text)) if self.before and tag else UNKNOWN
        return Quotation(place, "block", speaker or UNKNOWN, 0, len(block.text))

    def _run_on(self, first: int, block: Chunk, may: bool) -> None:
        """Follow a quotation that runs on over several paragraphs."""
        outer = [at for at in range(first, len(self.found)) if self.found[at].kind not in ("block", "speech")]
        if self.running and outer and self.found[outer[0]].start == 0:
            self._join_run(outer[0])
        else:
            self.end_run()
        open_ended = [at for at in outer if self.found[at].end == len(block.text) and block.text[-1] not in CLOSING]
        if not (may and open_ended):
            self.end_run()
        elif open_ended[0] not in self.running[-1:]:
            self.end_run()
            self._join_run(open_ended[0])

    def _join_run(self, at: int) -> None:
        self.running.append(at)
        if self._is_told(at) and self.runs_by == UNKNOWN:
            self.runs_by = self.found[at].speaker

    def end_run(self) -> None:
        """Give all paragraphs of a quotation the speaker that one of them tells."""
        if len(self.running) > 1:
            for at in self.running:
                self.found[at] = self.found[at]._replace(kind="inline", speaker=self.runs_by)
        self.running, self.runs_by = [], UNKNOWN

    def _is_told(self, at: int) -> bool:
        return self.found[at].kind == "inline" and self.found[at].speaker != UNKNOWN


def _lone(block: Chunk, at: int) -> Edit:
    around = block.text[max(at - 12, 0) : at + 13]
    return Edit(block.line_at(at), "lone quotation mark", around, around)
