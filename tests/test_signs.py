"""Signs that nobody sees: a file's own stay or go with an edit, and are never taken for the reader's."""

import pytest

from analysis import read_corpus
from tests.made import Piece, to_docx, to_epub, to_html, to_md, to_pdf, to_txt, unaccounted

SIGNS = [("\ue000", "\ue001"), ("\ufdd0", "\ufdd1"), ("\ufdd2", "\ufdd3"), ("\ufde0", "\ufdef")]
MAKERS = {
    ".txt": lambda pieces, path: path.write_text(to_txt(pieces), encoding="utf-8"),
    ".md": lambda pieces, path: path.write_text(to_md(pieces), encoding="utf-8"),
    ".html": lambda pieces, path: path.write_text(to_html(pieces), encoding="utf-8"),
    ".xhtml": lambda pieces, path: path.write_text(to_html(pieces).encode("ascii", "xmlcharrefreplace").decode()),
    ".docx": to_docx,
    ".epub": to_epub,
}


@pytest.mark.parametrize(("opens", "closes"), SIGNS)
@pytest.mark.parametrize("suffix", MAKERS)
def test_signs_that_look_like_the_readers_own(tmp_path, suffix, opens, closes):
    """A file's private signs stay, its noncharacters go with an edit on their line, and none makes or hides a note."""
    note = f"Ray, Cy. {opens}Stones{closes}. 1950."
    parts = ("Old stones fell.", (note,), f" They lay{opens}7{closes} there in the old town.")
    MAKERS[suffix]([Piece("heading", "", ("A Title",)), Piece("prose", "", parts)], tmp_path / f"a{suffix}")
    corpus = read_corpus(tmp_path / f"a{suffix}")
    stays = opens == "\ue000"
    left, right = (opens, closes) if stays else ("", "")
    assert corpus.notes["text"].tolist() == [f"Ray, Cy. {left}Stones{right}. 1950."]
    assert f"They lay{left}7{right} there" in corpus["a"].text and corpus.notes["note"].tolist() == [1]
    gone = corpus.edits[corpus.edits["rule"] == "invisible sign"]
    assert sorted(gone["before"]) == ([] if stays else sorted([opens, closes] * 2))
    lines = corpus.blocks.set_index("kind")["first_line"]
    assert gone["line"].tolist() == ([] if stays else [lines["prose"]] * 2 + [lines["note"]] * 2)
    if suffix in (".txt", ".md"):
        assert unaccounted((tmp_path / f"a{suffix}").read_text("utf-8"), corpus, "a") == {}


@pytest.mark.parametrize(("sign", "text"), [("\ue000", "lay\ue0007\ue000 there"), ("\ufdd0", "lay7 there")])
def test_the_same_signs_in_a_pdf(tmp_path, sign, text):
    """From a PDF too the private sign stays, and the noncharacter goes with an edit that names its page."""
    to_pdf(["Old stones fell in winter.", "They lay~7~ there."], tmp_path / "a.pdf", head="", per_page=1, tilde=sign)
    corpus = read_corpus(tmp_path / "a.pdf")
    assert text in corpus["a"].text and corpus.notes.empty
    gone = corpus.edits[corpus.edits["rule"] == "invisible sign"]
    assert gone[["line", "before"]].values.tolist() == ([] if sign == "\ue000" else [[2, sign]] * 2)
