"""Documents of known structure, in every format: reading gives the structure back."""

import re
import tempfile
import textwrap
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis import read_corpus
from tests.made import (
    Piece,
    notes_of,
    plain,
    to_docx,
    to_epub,
    to_html,
    to_md,
    to_pdf,
    to_txt,
    to_txt_without_blanks,
    unaccounted,
)

WORDS = ("river", "stone", "the", "of", "council", "and", "winter", "slowly", "carried", "between", "1949", "over", "a")
PHASES = (Phase.generate,)
NAMES = ("Adler", "Brandt", "Castor", "Duval")
word = st.sampled_from(WORDS)


@st.composite
def sentence(draw, least=6, most=14):
    inner = draw(st.lists(word, min_size=least, max_size=most))
    return " ".join([draw(st.sampled_from(["Old", "That", "This"])), *inner, "ends."])


@st.composite
def parts(draw, sentences=4, with_notes=True, with_quotes=False):
    """Sentences, each perhaps followed by a note, each perhaps quoting somebody."""
    out = []
    for place in range(draw(st.integers(2, sentences))):
        text = draw(sentence())
        if with_quotes and draw(st.booleans()):
            speaker = draw(st.sampled_from(NAMES))
            text = f"Then {speaker} said, “{text}”" if draw(st.booleans()) else f"“{text[:-1]},” {speaker} replied."
        out.append((" " if place else "") + text)
        if with_notes and draw(st.booleans()):
            out.append((f"Lee, Ann. A Book of {draw(word).title()}. London: Fox, 19{draw(st.integers(10, 99))}.",))
    return tuple(out)


@st.composite
def document(draw, kinds=("prose", "block_quote", "dialogue"), with_quotes=True):
    """A heading and blocks; two block quotations or dialogues never touch, since no layout could part them, and two
    dialogues are the most: where turns are most of a text, a paragraph between them goes on with the one before."""
    pieces = [Piece("heading", "", ("A Made Title",)), Piece("prose", "", draw(parts(with_quotes=with_quotes)))]
    chosen = draw(st.lists(st.sampled_from(kinds), max_size=4).filter(lambda kinds: kinds.count("dialogue") <= 2))
    for kind in chosen:
        if kind == "dialogue":
            speakers = draw(st.permutations(NAMES))[: draw(st.integers(2, 4))]
            pieces += [Piece("speech", name, draw(parts(2))) for name in speakers]
        elif kind == "block_quote":
            pieces.append(Piece(kind, "", (*draw(parts(5, with_notes=False)), " ", *draw(parts(5)))))
        if kind != "prose" or draw(st.booleans()):
            pieces.append(Piece("prose", "", draw(parts(with_quotes=with_quotes))))
    return pieces


def _blocks(corpus):
    rows = corpus.blocks[corpus.blocks["kind"] != "note"]
    return [(row.kind, row.speaker, row.text) for row in rows.itertuples()]


def _expected(pieces):
    return [(piece.kind, piece.speaker, plain(piece.parts)) for piece in pieces]


def _voices(piece):
    """The quotations of a made piece: a block or a turn is one, and prose tells its speakers in two ways."""
    if piece.kind != "prose":
        return [] if piece.kind == "heading" else [(piece.kind.removesuffix("_quote"), piece.speaker or "unknown")]
    told = re.findall(r"(\w+) said, “|” (\w+) replied", plain(piece.parts))
    return [("inline", before or behind) for before, behind in told]


def _read(write, suffix, habits=()):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made{suffix}"
        if habits:
            (Path(folder) / "corpus.toml").write_text(f"[documents.made]\nhabits = {list(habits)}\n")
        if suffix in (".docx", ".epub", ".pdf"):
            write(path)
            return read_corpus(path)
        path.write_text(write(), encoding="utf-8")
        corpus = read_corpus(path)
        if suffix != ".html":
            assert unaccounted(write(), corpus, "made") == {}
        return corpus


def _check(corpus, pieces, *, texts=True, first=1):
    assert _blocks(corpus) == _expected(pieces)
    found = [(row.kind, row.speaker) for row in corpus.quotations.itertuples()]
    assert found == [voice for piece in pieces for voice in _voices(piece)]
    noted = notes_of(pieces)
    assert list(corpus.notes["note"]) == list(range(first, first + len(noted)))
    assert list(corpus.notes["text"]) == (noted if texts else [""] * len(noted))
    called = [
        plain(piece.parts[: at + 1])
        for piece in pieces
        for at, part in enumerate(piece.parts)
        if isinstance(part, tuple)
    ]
    text = corpus["made"].text
    assert all(text[:at].endswith(before) for at, before in zip(corpus.notes["at"], called, strict=True))


@given(document())
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_flowed_text_with_footnotes(pieces):
    """Plain text, a line a paragraph, notes at the foot: blocks, speakers, notes and the places of marks come back."""
    _check(_read(lambda: to_txt(pieces), ".txt"), pieces)


@given(document(), st.sampled_from([60, 72, 80]))
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_wrapped_text_with_footnotes(pieces, width):
    """Plain text wrapped at any margin, notes at the foot, comes back, once told that long lines are set apart."""
    long = [Piece("prose", "", (" ".join(["This line is here to show the margin of the page."] * 12),))]
    _check(_read(lambda: to_txt(pieces + long, width=width), ".txt", ["long lines apart"]), pieces + long)


@given(document())
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_text_without_blank_lines(pieces):
    """A page whose paragraphs open with a short line and no blank line, with bare endnote marks, comes back, once
    told that it is one."""
    long = [Piece("prose", "", (" ".join(["This line is here to show the margin of the page."] * 12),))]
    pieces = pieces + long
    corpus = _read(lambda: to_txt_without_blanks(pieces), ".txt", ["short openers", "long lines apart"])
    if len(notes_of(pieces)) == 1:
        return  # one lone number could be anything: corpus.toml must tell that it is a mark
    _check(corpus, pieces, texts=False, first=19)


@given(document())
@settings(max_examples=30, deadline=None, phases=PHASES)
def test_markdown(pieces):
    """Markdown comes back."""
    _check(_read(lambda: to_md(pieces), ".md"), pieces)


def test_notes_of_several_paragraphs_in_markdown(tmp_path):
    """What is indented under a note belongs to it, and the body has the author's words only."""
    text = "One word here.[^1]\n\n[^1]: A note.\n\n    Its second paragraph.\n\nThe body goes on.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert corpus.blocks[corpus.blocks["kind"] == "prose"]["text"].tolist() == ["One word here.", "The body goes on."]
    assert corpus.notes["text"].tolist() == ["A note. Its second paragraph."]
    assert not unaccounted(text, corpus, "a")


@given(document())
@settings(max_examples=30, deadline=None, phases=PHASES)
def test_html(pieces):
    """HTML comes back, and the script in its head is no text."""
    corpus = _read(lambda: to_html(pieces), ".html")
    _check(corpus, pieces)
    assert "alert" not in corpus["made"].text


@given(document(kinds=("prose", "block_quote", "dialogue")))
@settings(max_examples=15, deadline=None, phases=PHASES)
def test_docx(pieces):
    """A Word file with real footnotes comes back."""
    _check(_read(lambda path: to_docx(pieces, path), ".docx"), pieces)


@given(document())
@settings(max_examples=15, deadline=None, phases=PHASES)
def test_epub(pieces):
    """An EPUB comes back, with its author."""
    corpus = _read(lambda path: to_epub(pieces, path), ".epub")
    _check(corpus, pieces)
    assert corpus["made"].author == "Ann Lee"


def test_endnotes_in_the_file():
    """Numbered notes at the end, under a heading, are notes of the glued marks that call them."""
    pieces = [
        Piece("heading", "", ("A Made Title",)),
        Piece("prose", "", ("Old stones fell.", ("Lee, Ann. Stones. London: Fox, 1950.",), " They lay there in 1949.")),
        Piece("prose", "", ("New stones came,", ("Ray, Bob. More. London: Fox, 1951.",), " and they stayed.")),
    ]
    corpus = _read(lambda: to_txt(pieces, notes="end"), ".txt")
    _check(corpus, [*pieces, Piece("heading", "", ("Notes",))])
    assert list(corpus.notes["source_year"]) == [1950, 1951]


def test_pdf():
    """From a PDF come the words in order and the paragraphs that break off; running heads and page numbers go."""
    chosen = np.random.default_rng(0).choice(WORDS, (9, 60))
    paragraphs = [f"Old {' '.join(row)} slowly." for row in chosen]
    wrapped = [textwrap.wrap(text, 70) for text in paragraphs]
    lines = [line for text in wrapped for line in text]
    corpus = _read(lambda path: to_pdf(lines, path, per_page=12), ".pdf")
    assert " ".join(text for _, _, text in _blocks(corpus)) == " ".join(paragraphs)
    broken_off = sum(len(text[-1]) < 0.75 * 70 for text in wrapped[:-1])
    assert broken_off < len(_blocks(corpus)) <= len(paragraphs)
    assert set(corpus.edits["rule"]) == {"running head", "page number"}


def test_pdf_with_notes_at_the_foot_of_pages(tmp_path):
    """Notes at the foot of PDF pages are notes of the marks above them, and a sentence goes on over the page."""
    first = """The old stone was carried over the long bridge in winter.1 Then the
        council of the river met between the market and the old town and
        spoke of war, but the winter was long and the people of the town
        1 Lee, Ann. Stones. London: Fox, 1950."""
    second = """slowly went back over the bridge to their river and their market,2
        where the stone had been for as long as anybody there remembered
        and where it lay.
        2 Ray, Bob. Bridges of the Town. London: Fox, 1951, with a very
        long title."""
    pages = [[line.strip() for line in page.splitlines()] for page in (first, second)]
    to_pdf(
        [line for page in pages for line in [*page, *[" "] * (6 - len(page))]], tmp_path / "a.pdf", head="", per_page=6
    )
    corpus = read_corpus(tmp_path / "a.pdf")
    assert list(corpus.blocks["kind"]) == ["prose", "note", "note"]
    assert "people of the town slowly went" in corpus["a"].text and "market, where" in corpus["a"].text
    assert list(corpus.notes["source_title"]) == ["Stones", "Bridges of the Town"]


@pytest.mark.parametrize("name", ["paper", "chapter"])
@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".epub"])
def test_the_real_texts_in_every_format(seeds, tmp_path, name, suffix):
    """The two real texts, written as Markdown, HTML, Word and EPUB, give the blocks, voices and notes of the .txt."""
    rows = seeds.blocks[(seeds.blocks["document"] == name) & ~seeds.blocks["kind"].isin(["note", "front_matter"])]
    pieces = [Piece(row.kind, row.speaker, _parts(seeds, row)) for row in rows.itertuples()]
    path = tmp_path / f"{name}{suffix}"
    (tmp_path / "corpus.toml").write_text(_names_as_toml(seeds), encoding="utf-8")
    if suffix in (".docx", ".epub"):
        (to_docx if suffix == ".docx" else to_epub)(pieces, path)
    else:
        path.write_text((to_md if suffix == ".md" else to_html)(pieces), encoding="utf-8")
    corpus = read_corpus(path)
    assert _blocks(corpus) == _expected(pieces)
    assert list(corpus.notes["text"]) == notes_of(pieces)
    told = seeds.quotations[seeds.quotations["document"] == name]
    for column in ("kind", "speaker", "text"):
        assert list(corpus.quotations[column]) == list(told[column])


def _parts(corpus, row):
    """A block's text with its notes where their marks stood; a note whose text is not in the file gets its number."""
    notes = corpus.notes[(corpus.notes["document"] == row.document) & (corpus.notes["block"] == row.block)]
    parts, start = [], row.start
    for note in notes.itertuples():
        parts += [corpus[row.document].text[start : note.at], (note.text or f"Note {note.note}.",)]
        start = note.at
    return (*parts, corpus[row.document].text[start : row.end])


def _names_as_toml(corpus):
    lines = ["[names]"]
    for name, rows in corpus.names.groupby("name", sort=False):
        lines.append(f"{name!r} = {{ kind = {rows['kind'].iloc[0]!r}, aliases = {list(rows['alias'])!r} }}")
    return "\n".join(lines)


LINKED = {
    "pandoc": """<p>Stones fell.<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a> We left.</p>
        <section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Lee, Ann.<a href="#fnref1"
        class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>""",
    "book": """<p>Stones fell.<a epub:type="noteref" href="#n1">1</a> We left.</p>
        <aside epub:type="footnote" id="n1"><p>1. Lee, Ann.</p></aside>""",
    "encyclopaedia": """<p>Stones fell.<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> We left.</p>
        <ol><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>Lee, Ann.</span></li></ol>""",
    "word processor": """<p>Stones fell.<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> We left.</p>
        <div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> Lee, Ann.</p></div>""",
}


@pytest.mark.parametrize("page", LINKED.values(), ids=LINKED)
def test_notes_of_many_makers_of_html(tmp_path, page):
    """Notes are found in the HTML of converters, e-books, encyclopaedias and word processors."""
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    corpus = read_corpus(tmp_path / "a.html")
    assert list(corpus.blocks["text"]) == ["Stones fell. We left.", "Lee, Ann."]
    assert list(zip(corpus.notes["note"], corpus.notes["at"], strict=True)) == [(1, 12)]
