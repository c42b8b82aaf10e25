"""The quotations of one paragraph: what is told beside each, who was speaking already, and what its form tells."""

import re
from dataclasses import dataclass, field

from analysis.reading.chunks import Chunk
from analysis.reading.english import SMALL_WORDS
from analysis.reading.pairs import Pair
from analysis.reading.speakers import UNKNOWN, Narration, Tag, resolve, tag_after, tag_before
from analysis.reading.typography import ends_sentence

LONG = 7  # words: a longer span in quotation marks is speech or text of another, not a term held at arm's length
CLOSING = "”\"»’'"
_TITLING = ("titled", "headed", "headlined", "essay", "article", "poem", "novel", "pamphlet", "editorial")
_TITLED = re.compile(rf"\b(?:entitled|{'|'.join(_TITLING)}),?\s*$")
_TITLE_REACH = 60  # signs before a quotation in which a word that announces a title is looked for
_LED_IN = re.compile(r"(?::\s?[—–-]?|[—–])$")
_BEAT = 200  # signs that may stand between what one person says and goes on to say
_STOPS = ",.;:?!—–…)"


@dataclass
class Paragraph:
    """The quotations of one block, judged in order: what is told beside each, then who was speaking, then its form.

    `before` is the paragraph right ahead of it.
    """

    block: Chunk
    told: Narration  # the block, its quoted words hidden
    pairs: list[Pair]
    before: Narration | None
    tags: dict[Pair, tuple[Tag | None, bool]] = field(default_factory=dict)  # what is told, and whether behind it

    def judge(self) -> list[tuple[str, str]]:
        """Kind and speaker of each pair."""
        marked = {at for at, _ in self.block.marks}
        outer = [pair for pair in self.pairs if not pair.depth]
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
        if self.before and self._leads(pair):
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
            elif carried is not None and last and self._continues(last, pair, carried, behind):
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

    def _continues(self, last: Pair, pair: Pair, carried: str, behind: bool) -> bool:
        if behind and self._goes_on_at_once(last, pair):
            return True
        return carried != UNKNOWN and self._is_speech(pair, False) and self._goes_on(last, pair, carried)

    def _goes_on_at_once(self, last: Pair, pair: Pair) -> bool:
        """“…,” said Ann. “…”: nothing but what tells the speaker stands between, and a stop of some kind."""
        sentences = self.told.sentence_at(pair.start) - self.told.sentence_at(last.end)
        return sentences <= 1 and self._between(last, pair).rstrip()[-1:] in _STOPS

    def _goes_on(self, last: Pair, pair: Pair, speaker: str) -> bool:
        """Whether the few words between speak of nobody else."""
        if pair.start - last.end > _BEAT or self._between(last, pair).rstrip()[-1:] not in _STOPS:
            return False
        return not {who for _, who in self.told.subjects_between(last.end, pair.start)} - {speaker, "he", "she"}

    def _one_clause(self, last: Pair, pair: Pair) -> bool:
        """“…,” raising her stick, “…!” cried Ann: no stop stands between."""
        between = self._between(last, pair).rstrip()
        opens = self.block.text[last.end - 2] in ",—–-"
        return opens and between[-1:] in ("", ",", "—") and "." not in between

    def _is_title(self, pair: Pair) -> bool:
        if self.tags[pair][1]:
            return False
        ahead = self.told.text[max(pair.start - _TITLE_REACH, 0) : pair.start]
        if ahead.rstrip().removesuffix(",").endswith(_TITLING) and _TITLED.search(ahead):
            return True
        words = self._words(pair)
        if len(words) < 4:
            return False
        large = [word for word in words if word.casefold() not in SMALL_WORDS]
        capitals = all(word[:1].isupper() or word[:1].isdigit() for word in large)
        exclaims = re.search(r"[?!]\s.*[.?!…]$", self.block.text[pair.start + 1 : pair.end - 1])
        return len(large) >= 3 and capitals and not exclaims and not self._leads(pair)

    def _leads(self, pair: Pair) -> bool:
        """Whether the paragraph before leads up to this quotation."""
        return pair.start == 0 and self.before is not None and bool(_LED_IN.search(self.before.text[-3:]))

    def _is_speech(self, pair: Pair, has_note: bool) -> bool:
        """Whether a span that nobody is told to say has the form of speech: long, whole sentences, or with a note."""
        inside = self.block.text[pair.start + 1 : pair.end - 1]
        ahead = self.told.text[max(pair.start - 24, 0) : pair.start].rstrip()
        sentences = re.search(r"[.?!]\s+\S|[?!]\W*$", inside)
        opens = inside[:1].isupper() and (not ahead or ends_sentence(ahead))
        broken = inside.rstrip()[-1:] in (("—", "…") if ahead else (",", "—", "…"))
        whole = opens and (ends_sentence(inside) or broken)
        words = inside.split()
        of_himself = len(words) > 2 and any(word in ("I", "I’m", "I'm", "I’ve", "my", "me") for word in words)
        return has_note or of_himself or bool(sentences) or whole or len(words) >= LONG


def hide_quoted(text: str, pairs: list[Pair]) -> str:
    """The text with the words inside its outermost quotations blotted out, length for length.

    The last sign inside stays when it is punctuation, so that sentences still end where they end.

    >>> hide_quoted('“We fear,” he said.', [Pair(0, 10, 0)])
    '“~~~~~~~,” he said.'
    """
    pieces: list[str] = []
    place = 0
    for start, end, depth in pairs:
        if depth or start < place:
            continue
        if text[end - 1] not in CLOSING:  # it runs on into the next block
            return "".join([*pieces, text[place : start + 1], "~" * (len(text) - start - 1)])
        last = 2 if text[end - 2] in ".,?!;:…—–" else 1
        pieces += [text[place : start + 1], "~" * (end - last - start - 1), text[end - last : end]]
        place = end
    return "".join(pieces) + text[place:]
