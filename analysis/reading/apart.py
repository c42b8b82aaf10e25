"""What its indent sets apart, as block quotations are: judged against the whole file, and only while it is rare."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from analysis.reading.chunks import Chunk
from analysis.reading.lists import LIST_SIGN
from analysis.reading.margins import indent_of, most_common
from analysis.reading.matter_words import is_cited
from analysis.reading.pieces import FAR, File, Line, Piece
from analysis.reading.typography import ends_sentence

_SENTENCES = 60  # signs: a shorter line that stands alone is a heading, a signature, a date


def set_apart(chunks: list[Chunk], pieces: list[Piece], file: File) -> list[Chunk]:
    """Paragraphs whose every line is set in deeper than the ordinary line, while they are the smaller part."""
    plain = [
        at
        for at, piece in enumerate(pieces)
        if not piece.kind and not piece.apart and not LIST_SIGN.match(chunks[at].text)
    ]
    depths = {at: min(indent_of(text) for _, text in pieces[at].lines) for at in plain}
    signs = {at: len(chunks[at].text) for at in plain}
    ordinary = _ordinary_indent(chunks, depths)
    lone = {at for at in plain if len(pieces[at].lines) == 1}
    first = _first_indents(lone, depths, signs, ordinary) | ({file.first} if file.first else set())
    deep = {at for at in plain if depths[at] >= ordinary + 2 and not (at in lone and depths[at] in first)}
    deep -= {at for at in deep if _is_to_the_side(pieces[at].lines, ordinary)}
    deep = {at for at in deep if at not in lone or _is_said(chunks[at]) or _beside(at, deep, depths)}
    most = sum(signs[at] for at in deep) > 0.5 * sum(signs.values())
    deep = set() if most and len(deep) >= 0.5 * len(plain) else _sentences(chunks, deep)
    if "long lines apart" in file.habits and file.layout.margin:
        deep |= {at for at in lone if signs[at] > FAR * file.layout.margin}
    return [replace(chunk, apart=True) if at in deep or pieces[at].apart else chunk for at, chunk in enumerate(chunks)]


def _ordinary_indent(chunks: list[Chunk], depths: dict[int, int]) -> int:
    """The least indent that a fair part of the text has; a list of works cited tells nothing of the text."""
    weights: Counter = Counter()
    cited = next((at for at in depths if is_cited(chunks[at].text)), len(chunks))
    for at, depth in depths.items():
        weights[depth] += len(chunks[at].text) * (at < cited)
    fair = [depth for depth in sorted(weights) if weights[depth] >= 0.25 * weights.total()]
    return fair[0] if fair else most_common(weights)


def _first_indents(lone: set[int], depths: dict[int, int], signs: dict[int, int], ordinary: int) -> set[int]:
    """Where a line is a paragraph and half of them are set in, these are first lines and no quotations."""
    long = [at for at in lone if signs[at] >= _SENTENCES]
    inner = [at for at in long if depths[at] >= ordinary + 2]
    return {depths[at] for at in inner} if len(inner) > max(2, 0.5 * len(long)) else set()


def _is_said(chunk: Chunk) -> bool:
    """Whether a line that stands alone is long, or a sentence."""
    return len(chunk.text) >= _SENTENCES or (ends_sentence(chunk.text) and len(chunk.text.split()) > 2)


def _is_to_the_side(lines: list[Line], ordinary: int) -> bool:
    """Short lines far from the margin: an address, a signature, a heading in the middle."""
    texts = [text for _, text in lines]
    return min(map(indent_of, texts)) >= ordinary + 14 and max(len(text.strip()) for text in texts) < 45


def _sentences(chunks: list[Chunk], deep: set[int]) -> set[int]:
    """Of what is set in, the stretches that are mostly sentences: addresses and programmes are no quotations."""
    kept: set[int] = set()
    for first in deep:
        if first - 1 in deep:
            continue
        end = first
        while end in deep:
            end += 1
        lengths = [(len(chunks[at].text), ends_sentence(chunks[at].text)) for at in range(first, end)]
        if sum(n for n, ended in lengths if ended) >= 0.6 * sum(n for n, _ in lengths):
            kept |= set(range(first, end))
    return kept


def _beside(at: int, deep: set[int], depths: dict[int, int]) -> bool:
    """Whether a short line stands at the depth of a paragraph beside it."""
    return any(step in deep and depths[step] == depths[at] for step in (at - 1, at + 1))


def first_indent(texts: list[str]) -> int:
    """How deep first lines are set where the next line falls back; 0 where hardly any are."""
    indents = [indent_of(text) if text.strip() else None for text in texts]
    pairs = [(a, b) for a, b in pairwise(indents) if a is not None and b is not None]
    found = Counter(a for a, b in pairs if a > b == 0)
    first = most_common(found)
    return first if found[first] >= max(2, 0.02 * len(pairs)) else 0
