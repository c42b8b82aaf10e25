"""Without the extras of pyproject.toml: what needs one says so in a sentence, and all else works."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.made import Piece, to_docx, to_epub, to_html, to_pdf

EXTRAS = {
    "formats": ("lxml", "pypdfium2"),
    "lexicons": ("afinn", "textblob"),
    "grammar": ("spacy", "en_core_web_sm"),
    "cluster": ("distributed", "dask"),
}
TRIED = """
import json, sys
from analysis import AnalysisError, open_study, read_corpus, score_sentiment, split_sentences
from analysis.history import find_actions
corpus = read_corpus("texts")
tries = {name: (lambda name=name: read_corpus(name)) for name in ("a.html", "a.docx", "a.epub", "a.pdf")}
sentences = split_sentences(corpus)
tries |= {name: (lambda name=name: score_sentiment(sentences, lexicon=name)) for name in ("afinn", "pattern")}
tries |= {"actions": lambda: find_actions(corpus), "words": lambda: open_study(corpus).contrast.table}
said = {}
for name, attempt in tries.items():
    try:
        attempt()
        said[name] = "done"
    except AnalysisError as error:
        said[name] = str(error)
print(json.dumps(said))
"""
NEEDS = {
    "formats": ("a.html", "a.docx", "a.epub", "a.pdf"),
    "lexicons": ("afinn", "pattern"),
    "grammar": ("actions",),
    "cluster": (),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two plain texts and one file of each format, and a start of Python that lacks the packages it is told."""
    pytest.importorskip("lxml")
    folder = tmp_path_factory.mktemp("extras")
    (folder / "texts").mkdir()
    for name, word in (("one", "grain"), ("two", "coal")):
        (folder / "texts" / f"{name}.txt").write_text(f"Anna Berg led the town and built a quay for {word}. " * 60)
    pieces = [Piece("prose", "", ("Anna Berg led the town.",))]
    (folder / "a.html").write_text(to_html(pieces), "utf-8")
    to_docx(pieces, folder / "a.docx")
    to_epub(pieces, folder / "a.epub")
    to_pdf(["Anna Berg led the town and built a quay."], folder / "a.pdf")
    lacks = "import os, sys\nfor name in os.environ['LACKS'].split():\n    sys.modules[name] = None\n"
    (folder / "sitecustomize.py").write_text(lacks)
    (folder / "tried.py").write_text(TRIED)
    return folder


@pytest.mark.parametrize("extra", EXTRAS)
def test_without_an_extra(extra, folder):
    """What needs it names the package and what to run, in one sentence; everything else is done."""
    environment = os.environ | {"LACKS": " ".join(EXTRAS[extra]), "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    ran = subprocess.run([sys.executable, "tried.py"], cwd=folder, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    for name, answer in said.items():
        if name in NEEDS[extra]:
            assert "pip install" in answer and "\n" not in answer, (name, answer)
        elif name not in sum(NEEDS.values(), ()):
            assert answer == "done"
