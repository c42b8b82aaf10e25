"""How much of a text may be passed on: what is shown already is measured, and sentences are chosen within the limit."""

import heapq
import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.corpus import Corpus, Document
from analysis.sentences import split_sentences
from analysis.showing.tables import MOST_WORDS
from analysis.terms import read_stop_terms

MOST_SHARE = 0.1  # of each text, in all that is passed on (rights: DESIGN 7)
RUN = 6  # words in a row that are no chance and no mere name
_WORD = re.compile(r"[^\W_]+")
SPANS = ["document", "block", "start", "end"]


def choose_excerpts(corpus: Corpus, terms: pd.DataFrame, told: Iterable[str] = ()) -> pd.DataFrame:
    """The passages that a page may carry: none longer than forty words, and all together a tenth of each text.

    First what is shown elsewhere anyway (`told`), then, within what is left, whole sentences: those that bring lines
    to the words used most. No two passages touch, so that no longer one can be put together from them, and none names
    the author.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    terms : DataFrame
        Of `split_terms`, all voices.
    told : iterable of str
        Texts or pages that are passed on together with this one.

    Returns
    -------
    DataFrame
        One row a passage, in reading order; possibly none:
        document, block : where it stands
        start, end : offsets in the document's text
    """
    pages = [[word for _, _, word in _words(re.sub(r"<[^>]*>", " ", text))] for text in told]
    subjects = terms[~terms["term"].isin(read_stop_terms())]
    counts = subjects["term"].value_counts()
    weights = dict(zip(counts.index, counts.where(counts > 1, 0), strict=True))
    sentences = split_sentences(corpus)
    names = [[word for _, _, word in _words(alias)] for alias in corpus.names["alias"]]
    rows: list[tuple] = []
    for name in corpus:
        document, blocks = corpus[name], corpus.blocks[corpus.blocks["document"] == name]
        places = _places(blocks)
        source = [word for *_, word in places]
        already = find_shown(source, pages)
        unseen = blocks.loc[blocks["kind"] == "front_matter", "block"].tolist()
        pieces = [piece for piece in _runs(places, already) if piece[0] not in unseen]
        mine = sentences[sentences["document"] == name]
        spans = list(mine[["block", "start", "end"]].itertuples(index=False, name=None))
        held = _terms_held(spans, subjects[subjects["document"] == name])
        counted = already | find_shown(source, names)  # a page tells names, and some are six words long
        left = int(MOST_SHARE * len(places)) - len(counted)
        chosen = _choose(_free(document, spans, places, already), held, weights, left)
        pieces = [piece for piece in pieces if not _private(document, piece)]
        rows += [(name, *span) for span in sorted([*pieces, *(spans[place] for place in chosen)])]
    return pd.DataFrame(rows, columns=SPANS)


def find_shown(source: list[str], shown: Iterable[list[str]], run: int = RUN) -> set[int]:
    """Places of `source`, a text word by word, that stand in any of the texts shown, in runs of six words or more."""
    places: dict[tuple[str, ...], int] = {}
    for place in range(len(source) - run + 1):
        places.setdefault(tuple(source[place : place + run]), place)
    found: set[int] = set()
    for words in shown:
        at = 0
        while at <= len(words) - run:
            start, length = places.get(tuple(words[at : at + run])), 0
            while start is not None and words[at + length : at + length + 1] == source[start + length :][:1] != []:
                length += 1
            found |= set(range(start or 0, (start or 0) + length))
            at += max(length, 1)
    return found


def _words(text: str) -> list[tuple[int, int, str]]:
    return [(match.start(), match.end(), match.group().lower()) for match in _WORD.finditer(text)]


def _places(blocks: pd.DataFrame) -> list[tuple[int, int, int, str]]:
    """Every word of a document, as rights count them: block, start, end, word."""
    return [
        (block, at + start, at + end, word)
        for block, at, text in blocks[["block", "start", "text"]].itertuples(index=False, name=None)
        for start, end, word in _words(text)
    ]


def _private(document: Document, span: tuple[int, int, int]) -> bool:
    text = document.text[span[1] : span[2]]
    return any(who and who in text for who in (document.author, document.instructor, document.course))


def _runs(places: list, already: set[int]) -> list[tuple[int, int, int]]:
    """The stretches shown elsewhere as spans (block, start, end), forty words at most, a word or more apart."""
    spans: list[tuple[int, int, int]] = []
    run: list[int] = []
    for place in [*sorted(already), len(places) + 1]:
        if run and (place != run[-1] + 1 or places[place][0] != places[run[0]][0]):
            kept = run[:MOST_WORDS]
            if len(kept) >= RUN:
                spans.append((places[kept[0]][0], places[kept[0]][1], places[kept[-1]][2]))
            run = []
        run.append(place)
    return spans


def _terms_held(spans: list[tuple[int, int, int]], terms: pd.DataFrame) -> list[set[str]]:
    """The terms that lie in each span; spans are in order."""
    held: list[set[str]] = [set() for _ in spans]
    at = np.searchsorted([start for _, start, _ in spans], terms["start"].to_numpy(), side="right") - 1
    for place, term in zip(at.tolist(), terms["term"].tolist(), strict=True):
        held[place].add(term)
    return held


def _free(document: Document, spans, places, already: set[int]) -> dict[int, int]:
    """Sentences short enough to be shown, apart from what is shown elsewhere, and naming nobody → their words."""
    edges = np.searchsorted([start for _, start, *_ in places], [span[1:] for span in spans] or [(0, 0)]).tolist()
    return {
        place: last - first
        for place, (span, (first, last)) in enumerate(zip(spans, edges, strict=False))
        if RUN <= last - first <= MOST_WORDS
        and already.isdisjoint(range(first - 1, last + 1))
        and not _private(document, span)
    }


def _choose(free: dict[int, int], held: list[set[str]], weights: dict[str, int], left: int) -> set[int]:
    """As many sentences as fit in `left` words, no two side by side; the most useful word for word first."""
    covered: set[str] = set()

    def worth(place: int) -> float:
        return -sum(weights[term] for term in held[place] - covered) / free[place]

    queue, chosen = [(worth(place), place) for place in free], set[int]()
    heapq.heapify(queue)
    while queue and left >= RUN:
        _, place = heapq.heappop(queue)
        now = worth(place)  # what was chosen meanwhile may have told its terms
        if queue and now > queue[0][0]:
            heapq.heappush(queue, (now, place))
        elif now < 0 and free[place] <= left and not chosen & {place - 1, place + 1}:
            chosen.add(place)
            covered |= held[place]
            left -= free[place]
    return chosen
