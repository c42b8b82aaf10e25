"""Hostile input files in small: what was found stays tried, and what grows is read in linear time or refused."""

import os
import struct
import time
import zipfile
from pathlib import Path

import pytest

from analysis import ReadError, corpus_from_table, read_corpus, split_sentences
from tests.hostile import inputs
from tests.hostile.lawful import broken_laws
from tests.made import Piece, to_docx, to_epub

PIECES = [Piece("prose", "", ("Old stones fell in the town. " * 30,))]
NINES = "9" * 5000
FOUND = {
    "open-paragraphs.html": "<p>Old stones fell. " * 987,
    "open-items.html": "<li>Old stones fell. " * 987,
    "open-bold.html": "<b>Old stones fell. " * 495,
    "odd-declaration.html": "<p>Old stones fell.</p><![x y z <p>More.</p>",
    "back-in-back.html": '<p>Old stones fell.<a href="#n" id="r"><sup>1</sup></a></p><div id="n" class="footnote">'
    '<p><a href="#r" class="footnote-back">a<a href="#r" class="footnote-back">b</a></a>Note.</p></div>',
    "form-feed.html": "<p>Old stones &#12; fell.</p>",
    "endless-margin.html": f'<p>It fell.</p><p style="margin-left: {NINES}px">They said so of it, all of them.</p>',
    "mark-alone.html": '<p>Old stones fell.</p><p><a role="doc-noteref" href="#n">1</a></p><aside id="n"'
    ' role="doc-footnote"><p>Lee.</p></aside>',
    "soft-hyphen-alone.txt": "Old stones fell.\n\n\u00ad\n\nIt rained.",
    "large-mark.md": f"Old stones fell.[^{NINES}]\n\n[^{NINES}]: Lee, Stones.",
    "circled-mark.md": "Old stones fell.[^①] It rained.[^²]\n\n[^①]: Lee, Stones.\n\n[^²]: Ray.",
    "int64-mark.md": "Old stones fell.[^99999999999999999999]\n\n[^99999999999999999999]: Lee, Stones.",
    "raised-nines.txt": f"Old stones fell.{'⁹' * 5000} It rained.\n\n{'⁹' * 5000} Lee, Stones.",
    "empty-note-within.md": "Old stones fell.^[] It rained.^[\\*\\*] So.^[Lee.]",
    "declared-words.txt": "Word Count: 99999999999999999999999\n\nOn Stones\n\nOld stones fell.",
    "declared-nines.txt": f"Word Count: {NINES}\n\nOn Stones\n\nOld stones fell.",
}


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_read(tmp_path, name):
    """What once crashed the reader is read, with lawful offsets and no empty block."""
    corpus = read_corpus(_write(tmp_path / name, FOUND[name]))
    assert list(broken_laws(corpus)) == []


def test_a_form_in_a_form_is_left_out_once(tmp_path):
    """What stands in what is left out is told with it, and not again."""
    text = "<p>Old stones fell.</p><svg>One<svg>two<svg>three</svg></svg></svg>"
    edits = read_corpus(_write(tmp_path / "a.html", text)).edits
    assert edits["before"].tolist() == ["One two three"]


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "hostile" / "found").glob("*")), ids=lambda p: p.name)
def test_kept_files_are_read_or_refused(path):
    """A file that a mutation made, and that once failed, is read lawfully or refused in one sentence."""
    try:
        corpus = corpus_from_table(path) if path.suffix in (".csv", ".xlsx") else read_corpus(path)
    except ReadError as error:
        assert "\n" not in str(error) and len(str(error)) < 400
    else:
        assert list(broken_laws(corpus)) == []


@pytest.mark.parametrize("suffix", ["epub", "docx"])
@pytest.mark.parametrize(
    ("field", "shape", "value"),
    [(8, "<H", 1), (10, "<H", 99), (10, "<H", 14), (16, "<I", 7), (24, "<I", 3), (42, "<I", 1 << 31)],
)
def test_archives_that_lie(tmp_path, suffix, field, shape, value):
    """A flag of encryption, an unknown method, sums, sizes and places that are not true: refused in one sentence."""
    path = tmp_path / f"a.{suffix}"
    (to_epub if suffix == "epub" else to_docx)(PIECES, path)
    data, at = bytearray(path.read_bytes()), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into(shape, data, at + field, value)
        at += 4
    path.write_bytes(data)
    with pytest.raises(ReadError, match=rf"^a\.{suffix} .*\.$"):
        read_corpus(path)


def test_one_budget_for_all_parts(tmp_path):
    """What an archive unpacks to is bounded for all of its parts together, in every format that is one."""
    to_docx(PIECES, tmp_path / "small.docx")
    with zipfile.ZipFile(tmp_path / "small.docx") as small, zipfile.ZipFile(tmp_path / "a.docx", "w", 8) as large:
        for name in small.namelist():
            large.writestr(name, small.read(name) + b" " * 61_000_000 * ("document.xml" in name))
    assert (tmp_path / "a.docx").stat().st_size < 1_000_000
    with pytest.raises(ReadError, match="unpacks to more than 60 MB"):
        read_corpus(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", 8) as book:
        book.writestr("xl/workbook.xml", b" " * 70_000_000)
    with pytest.raises(ReadError, match="unpacks to more than 60 MB"):
        corpus_from_table(tmp_path / "a.xlsx")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path):
    """A pipe with the name of a text is refused at once."""
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="no ordinary file"):
        read_corpus(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(ReadError, match="no ordinary file"):
        corpus_from_table(tmp_path / "a.csv")


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31m.txt", "\udce9.txt", "x" * 300 + ".txt", "a\0.txt"])
def test_odd_names_in_one_line(name):
    """A name with line ends or broken letters, or one that is too long, is answered in one line that can be shown."""
    with pytest.raises(ReadError) as error:
        read_corpus(name)
    assert "\n" not in str(error.value) and len(str(error.value).encode()) < 300


GROWING = {
    "quotations": "“a” ",
    "he said": "he said, “Old stones fell.” ",
    "initials": "A. B. ",
    "mojibake": "Itâ€™s naÃ¯ve. ",
    "short lines": "Old stones.\n",
    "a long line": "Old stones and ",
    "signs": "?!",
    "headings": "ON STONES: No\n\n",
    "tags": "<a ",
    "comments": "<!--",
    "works cited": "WORKS CITED\n\n",
    "comments in Markdown": "<!-- Old stones.\n\n",
}
BEFORE = {".html": "<p>Old stones.</p>", ".md": "<!-- So. -->\n", ".txt": ""}


@pytest.mark.parametrize("kind", GROWING)
def test_time_grows_as_the_text_does(tmp_path, kind):
    """Four times the text takes no more than about four times the time: nothing is searched again and again."""
    suffix = ".md" if "Markdown" in kind else ".html" if "<" in GROWING[kind] else ".txt"
    once, *more = (_seconds(tmp_path / f"a{suffix}", GROWING[kind], 10_000 * size) for size in (1, 4, 1, 4))
    assert min(more[0::2]) < 8 * min(once, more[1]) + 0.2  # the quicker of two: Python may tidy its memory in one


def _seconds(path: Path, piece: str, size: int) -> float:
    _write(path, BEFORE[path.suffix] + piece * (size // len(piece)) + " So.")
    begun = time.process_time()
    split_sentences(read_corpus(path))
    return time.process_time() - begun


def test_notes_at_the_foot_of_one_long_sheet():
    """Three thousand lines that open as notes do are looked through once (before, ten seconds)."""
    begun = time.process_time()
    read_corpus(Path(__file__).parent / "hostile" / "found" / "77-1511.txt")
    assert time.process_time() - begun < 5


def test_too_many_lines(tmp_path):
    """A text of more lines than any work has is refused by their number, before they are looked at."""
    with pytest.raises(ReadError, match="500,000 lines"):
        read_corpus(_write(tmp_path / "a.txt", "a\n" * 600_000))


def test_sentences_know_no_clock():
    """No pattern that finds sentences has a limit of time: what is a sentence does not depend on the machine."""
    from analysis.sentences import _punkt

    punkt = _punkt()
    used = [punkt._lang_vars.period_context_re(), punkt._lang_vars._word_tokenizer_re()]
    used += [punkt._lang_vars.re_boundary_realignment, punkt._Token._RE_ELLIPSIS, punkt._Token._RE_NUMERIC]
    assert {type(pattern).__module__ for pattern in used} == {"re"}


def test_some_mutated_inputs():
    """Of a small number of mutated files of every kind none crashes, hangs, answers wrongly or lets anything in."""
    pytest.importorskip("resource")
    rows = list(inputs.run(0.0005, seed=1))
    assert [one for row in rows for one in row.found] == []
    assert sum(row.answered for row in rows) > sum(row.tried for row in rows) / 3
