"""Quotations: every span in somebody else's words, of what kind it is and who speaks."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.english import SMALL_WORDS
from analysis.reading.pairs import Pair, pair_quotes
from analysis.reading.names import Names, find_names
from analysis.reading.speakers import AUTHOR, UNKNOWN, Narration, People, Tag, resolve, tag_after, tag_before
from analysis.reading.typography import ends_sentence

__all__ = ["Pair", "Quotation", "find_quotations", "hide_quoted", "pair_quotes"]

LONG = 7  # words: a longer span in quotation marks is speech or text of another, not a term held at arm's length
_CLOSING = '”"»’\''
_OPENING = '“"„«'
_TITLED = re.compile(
    r"(?:\b(?:entitled|titled|headed|headlined)|\b(?:essay|article|poem|novel|pamphlet|editorial)),?\s*$"
)
_TITLE_REACH = 60  # signs before a quotation in which a word that announces a title is looked for
_LED_IN = re.compile(r"(?::\s?[—–-]?|[—–])$")
_BEAT = 200  # signs that may stand between what one person says and goes on to say
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
    read = [block for block in blocks if block.kind not in _NO_TEXT]
    names = find_names((block.text for block in read), people)
    reader = _Reader(names)
    for place, block in enumerate(blocks):
        if block.kind not in _NO_TEXT:
            reader.take(place, block, blocks[place + 1] if place + 1 < len(blocks) else None)
        elif block.kind != "note":
            reader.before = None
    reader.end_run()
    return _in_one_form(reader.found), reader.edits


def _in_one_form(found: list[Quotation]) -> list[Quotation]:
    """Speakers that differ only in capitals (the Spy, the spy), each in the form met most often."""
    counts = Counter(quotation.speaker for quotation in found if quotation.speaker not in (UNKNOWN, AUTHOR))
    form: dict[str, str] = {}
    for speaker, _ in counts.most_common():
        form.setdefault(speaker.casefold(), speaker)
    return [each._replace(speaker=form.get(each.speaker.casefold(), each.speaker)) for each in found]


class _Reader:
    """One pass over the blocks, with what one block tells of the next: the paragraph that leads up, who still speaks."""

    def __init__(self, names: Names):
        self.names = names
        self.found: list[Quotation] = []
        self.edits: list[Edit] = []
        self.before: Narration | None = None  # the paragraph of prose ahead
        self.running: list[int] = []  # places in `found` of a quotation that runs on into this block
        self.runs_by = UNKNOWN  # its speaker

    def take(self, place: int, block: Chunk, follows: Chunk | None) -> None:
        next_sign = follows.text[:2] if follows is not None and follows.kind == block.kind else ""
        runs_on, single = next_sign[:1] in tuple(_OPENING), next_sign[:1] == "‘" and next_sign[1:].isupper()
        pairs, lost = pair_quotes(block.text, runs_on=runs_on, single=single)
        self.edits += [_lone(block, at) for at in lost]
        own = Narration(hide_quoted(block.text, pairs), self.names)
        whole = self._whole(place, block)
        inline = _Paragraph(block, own, pairs, self.before).judge() if pairs else []
        if whole:
            self.found.append(whole)  # what "I" say within it is its speaker's
            inline = [(kind, whole.speaker if (kind, who) == ("inline", AUTHOR) else who) for kind, who in inline]
        else:
            self.before = own
        first = len(self.found)
        self.found += [Quotation(place, *told, pair.start, pair.end) for told, pair in zip(inline, pairs, strict=True)]
        self._run_on(first, block, bool(pairs) and (runs_on or single))

    def _whole(self, place: int, block: Chunk) -> Quotation | None:
        """The quotation that the block as a whole is, when it is a block quotation or a turn."""
        if block.kind == "speech":
            speaker = self.names.people.known_as(block.speaker) if block.speaker else UNKNOWN
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
        open_ended = [at for at in outer if self.found[at].end == len(block.text) and block.text[-1] not in _CLOSING]
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


@dataclass
class _Paragraph:
    """The quotations of one block, judged in order: what is told beside each, then who was speaking, then its form."""

    block: Chunk
    told: Narration  # the block, its quoted words hidden
    pairs: list[Pair]
    before: Narration | None

    def judge(self) -> list[tuple[str, str]]:
        """Kind and speaker of each pair."""
        marked = {at for at, _ in self.block.marks}
        outer = [pair for pair in self.pairs if not pair.depth]
        self.tags: dict[Pair, tuple[Tag | None, bool]] = {}
        since = 0
        for pair in outer:
            self.tags[pair] = tag, behind = self._tag(pair, since)
            since = tag.end if tag and behind else 0
        speakers = self._carry(outer)
        judged = []
        for pair in self.pairs:
            if pair.depth:
                judged.append(("inline", UNKNOWN) if len(self._words(pair)) >= LONG else ("scare", ""))
            elif self._is_title(pair):
                judged.append(("title", ""))
            elif pair in speakers:
                judged.append(("inline", speakers[pair]))
            else:
                judged.append(("inline", UNKNOWN) if self._is_speech(pair, pair.end in marked) else ("scare", ""))
        return judged

    def _words(self, pair: Pair) -> list[str]:
        return self.block.text[pair.start + 1 : pair.end - 1].split()

    def _tag(self, pair: Pair, since: int) -> tuple[Tag | None, bool]:
        """What is told beside a quotation, and whether behind it."""
        after = tag_after(self.told, pair.end) if pair.end < len(self.told.text) else None
        if after:
            return after, True
        if pair.start == 0 and self.before and _LED_IN.search(self.before.text[-3:]):
            end = len(self.before.text)
            led = tag_before(self.before, end)
            return (Tag(resolve(self.before, led, end)) if led else Tag(UNKNOWN)), False
        return tag_before(self.told, pair.start, since=since), False

    def _carry(self, outer: list[Pair]) -> dict[Pair, str]:
        """The speakers that are told, each carried on to what he goes on to say in the same paragraph."""
        speakers: dict[Pair, str] = {}
        carried: str | None = None  # who spoke last here
        behind = False  # whether that was told behind his words
        for place, pair in enumerate(outer):
            tag, after = self.tags[pair]
            last = outer[place - 1] if place else None
            if tag:
                speaker = resolve(self.told, tag, pair.start if not after else pair.end)
                if speaker == UNKNOWN and carried and last and self._is_same(tag, after, last, pair, carried):
                    speaker = carried
                speakers[pair], carried, behind = speaker, speaker, after
                if last and last not in speakers and after and self._one_clause(last, pair):
                    speakers[last] = speaker
            elif carried is not None and last and (self._goes_on_at_once(last, pair, behind) or (
                carried != UNKNOWN and self._is_speech(pair, False) and self._goes_on(last, pair, carried)
            )):  # fmt: skip
                speakers[pair] = carried
            else:
                carried = None
        return speakers

    def _is_same(self, tag: Tag, behind: bool, last: Pair, pair: Pair, carried: str) -> bool:
        """Whether he or she, or the subject that an -ing form or an "and" goes without, is who spoke just before."""
        here = self.told.sentence_at(pair.start - 1) == self.told.sentence_at(last.end)
        return (bool(tag.pronoun) or (here and not behind)) and self._goes_on(last, pair, carried)

    def _between(self, last: Pair, pair: Pair) -> str:
        return self.told.text[last.end : pair.start]

    def _goes_on_at_once(self, last: Pair, pair: Pair, behind: bool) -> bool:
        """“…,” said Ann. “…”: nothing but what tells the speaker stands between, and a stop of some kind."""
        sentences = self.told.sentence_at(pair.start) - self.told.sentence_at(last.end)
        stop = self._between(last, pair).rstrip()[-1:] in ",.;:?!—–…)"
        return behind and stop and sentences <= 1

    def _goes_on(self, last: Pair, pair: Pair, speaker: str) -> bool:
        """Whether the few words between speak of nobody else."""
        if pair.start - last.end > _BEAT or self._between(last, pair).rstrip()[-1:] not in (*",.;:?!—–…)", ""):
            return False
        return not {who for _, who in self.told.subjects_between(last.end, pair.start)} - {speaker, "he", "she"}

    def _one_clause(self, last: Pair, pair: Pair) -> bool:
        """“…,” raising her stick, “…!” cried Ann: no stop stands between."""
        between = self._between(last, pair)
        return self.block.text[last.end - 2] in ",—–-" and between.rstrip()[-1:] in ("", ",", "—") and "." not in between

    def _is_title(self, pair: Pair) -> bool:
        if self.tags[pair][1]:
            return False
        if _TITLED.search(self.told.text[max(pair.start - _TITLE_REACH, 0) : pair.start]):
            return True
        words = self._words(pair)
        large = [word for word in words if word.casefold() not in SMALL_WORDS]
        capitals = all(word[:1].isupper() or word[:1].isdigit() for word in large)
        return len(words) >= 4 and len(large) >= 3 and capitals and not self._leads(pair)

    def _leads(self, pair: Pair) -> bool:
        """Whether the paragraph before leads up to this quotation."""
        return pair.start == 0 and self.before is not None and bool(_LED_IN.search(self.before.text[-3:]))

    def _is_speech(self, pair: Pair, has_note: bool) -> bool:
        """Whether a span that nobody is told to say has the form of speech: long, whole sentences, or with a note."""
        inside = self.block.text[pair.start + 1 : pair.end - 1]
        ahead = self.told.text[max(pair.start - 24, 0) : pair.start].rstrip()
        sentences = re.search(r"[.?!]\s+\S|[?!]\W*$", inside)
        opens = inside[:1].isupper() and (not ahead or ends_sentence(ahead))
        whole = opens and (ends_sentence(inside) or (not ahead and inside.rstrip()[-1:] in (",", "—", "…")))
        words = inside.split()
        of_himself = len(words) > 2 and any(word in ("I", "I’m", "I'm", "I’ve", "my", "me") for word in words)
        return has_note or of_himself or bool(sentences) or whole or len(words) >= LONG


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
        if text[end - 1] not in _CLOSING:  # it runs on into the next block
            return "".join([*pieces, text[place : start + 1], "~" * (len(text) - start - 1)])
        last = 2 if text[end - 2] in ".,?!;:…—–" else 1
        pieces += [text[place : start + 1], "~" * (end - last - start - 1), text[end - last : end]]
        place = end
    return "".join(pieces) + text[place:]


def _lone(block: Chunk, at: int) -> Edit:
    around = block.text[max(at - 12, 0) : at + 13]
    return Edit(block.line_at(at), "lone quotation mark", around, around)
