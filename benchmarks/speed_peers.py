"""The tasks of `speed_tasks.py` as others do them: plain Python, numpy, pandas, the shell, packages that count words.

Each is what a user would write who knows the tool. `facts` are those of the input: its target, its rare word.
"""

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from speed_inputs import build_conc, nltk_index

WORD = re.compile(r"\w+")
ALL = 10**9  # conc gives lines by the page, and spaCy has a limit


# --- plain Python, numpy, pandas, the shell


def paragraphs(folder: Path, facts: dict) -> Any:
    """Blank lines part paragraphs, other ends of line are blanks."""
    import pandas as pd

    rows = []
    for path in sorted(folder.iterdir()):
        parts = re.split(r"\n\s*\n", path.read_text("utf-8"))
        rows += [(path.stem, number, " ".join(part.split())) for number, part in enumerate(parts, 1) if part.strip()]
    return pd.DataFrame(rows, columns=["document", "block", "text"])


def words_with_offsets(texts: list[str], facts: dict) -> Any:
    import pandas as pd

    rows = [
        (number, found.start(), found.end(), found[0].lower())
        for number, text in enumerate(texts)
        for found in WORD.finditer(text)
    ]
    return pd.DataFrame(rows, columns=["document", "start", "end", "term"])


def counters(paths: list[Path], facts: dict) -> list[Counter[str]]:
    return [Counter(WORD.findall(path.read_text("utf-8").lower())) for path in paths]


def grouped(terms: Any, facts: dict) -> Any:
    return terms.groupby(["document", "term"], observed=True).size().reset_index(name="n")


def g2_of_counts(sides: tuple, facts: dict) -> Any:
    """G2 of each term, best first."""
    import numpy as np
    import pandas as pd

    terms, a, b = sides
    share = (a + b) / (a.sum() + b.sum())
    parts = [n * np.log(np.maximum(n, 1) / (share * n.sum())) for n in (a, b)]
    table = pd.DataFrame({"term": terms, "n_target": a, "n_reference": b, "g2": 2 * (parts[0] + parts[1])})
    return table.sort_values("g2", ascending=False)


def g2_of_table(terms: Any, facts: dict) -> Any:
    side = terms["document"].isin(facts["target"]).rename("side")
    counts = terms.groupby(["term", side], observed=True).size().unstack(fill_value=0)
    return g2_of_counts((counts.index, counts[True].to_numpy(), counts[False].to_numpy()), facts)


def wc(paths: list[Path], facts: dict) -> int:
    """A process of its own, whose memory is not seen here; names come through a pipe, as there may be many."""
    names = "\0".join(map(str, paths)).encode()
    ran = subprocess.run(["wc", "-w", "--files0-from=-"], input=names, capture_output=True, check=True)
    return int(ran.stdout.split(b"\n")[-2].split()[0])


# --- scikit-learn, polars, nltk, spaCy, vaderSentiment, conc


def vectorized(source: str) -> Callable[[list, dict], Any]:
    def work(texts: list, facts: dict) -> Any:
        from sklearn.feature_extraction.text import CountVectorizer

        return CountVectorizer(input=source, token_pattern=r"(?u)\b\w+\b").fit_transform(texts)

    return work


def nmf(weights: Any, facts: dict) -> Any:
    from sklearn.decomposition import NMF

    return NMF(n_components=5, init="nndsvd", max_iter=200).fit(weights).components_.T


def polars_terms(texts: list[str], facts: dict) -> Any:
    import polars as pl

    table = pl.DataFrame({"document": range(len(texts)), "text": texts})
    words = pl.col("text").str.to_lowercase().str.extract_all(r"\w+").alias("term")
    return table.select("document", words).explode("term")


def polars_counts(paths: list[Path], facts: dict) -> Any:
    words = polars_terms([path.read_text("utf-8") for path in paths], facts)
    return words.group_by("document", "term").len()


def nltk_words(texts: list[str], facts: dict) -> list[str]:
    from nltk.tokenize import wordpunct_tokenize

    return [word for text in texts for word in wordpunct_tokenize(text)]


def nltk_lines(index: Any, word: str, most: int | None) -> list:
    return index.find_concordance(word)[:most]


def nltk_first_lines(texts: list[str], facts: dict) -> list:
    return nltk_lines(nltk_index(texts), facts["rare"], None)


def punkt(texts: list[str], facts: dict) -> list:
    """Untrained: its data are no package. They change what it finds, not what it does."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    return [span for text in texts for span in PunktSentenceTokenizer().span_tokenize(text)]


@cache
def _spacy(*pipes: str) -> Any:
    import spacy

    made = spacy.blank("en")
    made.max_length = ALL
    for pipe in pipes:
        made.add_pipe(pipe)
    return made


def spacy_words(texts: list[str], facts: dict) -> list:
    return list(_spacy().pipe(texts))


def count_spacy_words(found: list) -> int:
    return sum(1 for read in found for word in read if not (word.is_punct or word.is_space))


def spacy_sentences(texts: list[str], facts: dict) -> list:
    return [(one.start_char, one.end_char) for read in _spacy("sentencizer").pipe(texts) for one in read.sents]


@cache
def _vader() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def vader(sentences: Any, facts: dict) -> list[dict]:
    return [_vader().polarity_scores(text) for text in sentences["text"].tolist()]


def conc_build(folder: Path, facts: dict) -> int:
    with tempfile.TemporaryDirectory() as made:
        return int(build_conc(folder, "texts", made).word_token_count)


def conc_keywords(both: tuple, facts: dict) -> Any:
    return both[1].keywords(page_size=0, exclude_negative_keywords=False).df


def conc_lines(both: tuple, word: str, most: int | None) -> Any:
    return both[0].concordance(word, page_size=most or ALL).df


# --- quanteda, which is R: it tells its own time

QUANTEDA = r"""
suppressMessages(library(quanteda)); invisible(quanteda_options(threads = 1))
files <- list.files(commandArgs(TRUE)[1], full.names = TRUE)
texts <- vapply(files, function(file) paste(readLines(file, encoding = "UTF-8", warn = FALSE), collapse = "\n"), "")
start <- proc.time()
words <- tokens_tolower(tokens(texts, remove_punct = TRUE, remove_symbols = TRUE))
cat(sum((proc.time() - start)[1:2]), sum(ntoken(words)))
"""


class ToldByR(NamedTuple):
    cpu: float
    n: int


def quanteda_terms(folder: Path, facts: dict) -> ToldByR:
    ran = subprocess.run(["Rscript", "-e", QUANTEDA, str(folder)], capture_output=True, text=True, check=True)
    cpu, n = ran.stdout.split()
    return ToldByR(float(cpu), int(n))
