"""Shared by all tests: the real texts, read once, and small corpora made by hand."""

import shutil
import signal
import threading
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import Corpus, Document

ROOT = Path(__file__).parents[1]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FOR_MANY = {"document_map", "document_tree"}  # figures of three documents or more, which the two texts do not fill
if threading.current_thread() is threading.main_thread():  # Ctrl-C is heard, also where tests are run in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)
FIRST = ("test_browser", "test_knobs", "test_notebooks", "test_figures")


def pytest_collection_modifyitems(items):
    """The longest modules begin first; each runs on one worker, so that what its tests share is made once."""
    items.sort(key=lambda item: FIRST.index(item.path.stem) if item.path.stem in FIRST else len(FIRST))


@pytest.fixture(scope="session")
def seeds():
    """The two texts of the project."""
    from analysis import read_corpus

    return read_corpus(ROOT / "seeds")


@pytest.fixture(scope="module")
def browser():
    """One Chromium for the tests of a module; a longer life would keep an event loop running beside other tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


def make_corpus(texts: dict[str, list[str]], *, quoted=(), names=None, themes=None) -> Corpus:
    """A corpus from lists of paragraphs; `quoted` holds (document, words, speaker), each found in its document."""
    documents, blocks, quotations = {}, [], []
    for name, paragraphs in texts.items():
        text, start = "\n\n".join(paragraphs), 0
        documents[name] = Document(name, name, "", "", "", None, text, Path(name), ((0, 1),))
        for number, paragraph in enumerate(paragraphs, 1):
            blocks.append((name, number, "prose", "", start, start + len(paragraph), number, number, paragraph))
            start += len(paragraph) + 2
    for number, (name, words, speaker) in enumerate(quoted, 1):
        at = documents[name].text.index(words)
        quotations.append((name, number, 1, "inline", speaker, at, at + len(words), words))
    words = [len(document.text.split()) for document in documents.values()]
    return Corpus(
        texts=documents,
        documents=pd.DataFrame({"document": list(documents), "words": words}),
        blocks=_table(blocks, "document block kind speaker start end first_line last_line text"),
        quotations=_table(quotations, "document quotation block kind speaker start end text"),
        notes=_table([], "document note block at text source_author source_title source_year source_kind"),
        edits=_table([], "document line rule before after"),
        names=_table(names or [], "name kind alias"),
        themes=_table(themes or [], "theme term origin"),
        episodes=_table([], "episode year document block start end text"),
    )


def _table(rows: list, columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())
