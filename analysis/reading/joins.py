"""Lines of one paragraph joined: after a dash no space, a word broken at the line end whole where it is known."""

import re
from functools import cached_property
from itertools import pairwise

from analysis.reading.chunks import Chunk, Edit

_HYPHENS = "-\u00ad¬\u2010"
_JOINING = _HYPHENS + "—"

_TO = frozenset({"to-day", "to-night", "to-morrow"})  # who writes one of these so writes all


class Words:
    """The words that a text or a dictionary knows, to mend what was broken at a line end."""

    def __init__(self, texts: list[str], *, language: str = ""):
        self._texts = texts
        self._language = language or "en"

    @cached_property
    def _seen(self) -> frozenset[str]:
        once = set(" ".join(self._texts).split())
        return frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(once)))

    def knows(self, word: str) -> bool:
        """Whether the text itself, or a dictionary of its language, has the word."""
        if word in self._seen or word.lower() in self._seen:
            return True
        import simplemma

        try:
            return simplemma.is_known(word.lower(), lang=self._language)
        except ValueError:  # a language without a dictionary
            return False

    def glue(self, last: str, first: str) -> tuple[str, str]:
        """The rule, and how the words beside a line end go together.

        >>> Words(["a transformation"]).glue("transfor-", "mation")
        ('broken at line end', 'transformation')
        """
        if last[-1] not in _JOINING:
            return "hard wrap", f"{last} {first}"
        if last[-1] == "—" or last[-2:] == "--":
            return "hard wrap", last + first
        if last[-1] not in _HYPHENS or not first[:1].islower() or not last[-2:-1].isalpha():
            return "hard wrap", last + first if last[-1] == "-" and last[-2:-1].isalpha() else f"{last} {first}"
        left, right = re.search(rf"[^\W\d_]+[{_HYPHENS}]$", last), re.match(r"[^\W\d_]+", first)
        halves = (left[0], right[0]) if left and right else ("", "")
        whole = halves[0][:-1] + halves[1]
        kept = "".join(halves) in self._seen or ("".join(halves).lower() in _TO and not self._seen.isdisjoint(_TO))
        broken = last[-1] != "-" or (not kept and bool(whole) and self.knows(whole))
        return ("broken at line end", last[:-1] + first) if broken else ("hard wrap", last + first)


def join_lines(lines: list[tuple[int, str]], words: Words, edits: list[Edit]) -> Chunk:
    """One text from lines that were one, and an edit for each line end that goes."""
    pieces = [text.strip() for _, text in lines]
    numbers = [number for number, _ in lines]
    for at, (line, after) in enumerate(pairwise(list(pieces))):
        last, first = line.rsplit(maxsplit=1)[-1], after.split(maxsplit=1)[0]
        rule, glued = words.glue(last, first)
        edits.append(Edit(numbers[at], rule, f"{last}\n{first}", glued))
        ahead = glued[: len(glued) - len(first)]  # the last word as it stands before the next: with a space or not
        pieces[at] = line[: len(line) - len(last)] + ahead
    starts, length = [], 0
    for number, piece in zip(numbers, pieces, strict=True):
        starts.append((length, number))
        length += len(piece)
    return Chunk("".join(pieces), tuple(starts), numbers[-1])
