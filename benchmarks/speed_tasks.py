"""What one process of `speed.py` does: one task by one tool on one input, timed, the rest not.

`python speed_tasks.py run TASK WHO INPUT SMALL` prints a line of JSON. The small input goes through the work first, so
that imports, word lists and regular expressions stand ready; what the work starts from is there before the clock runs:
`make` in the place of `run` makes and keeps it.
"""

import gc
import json
import re
import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import speed_peers as peers
from speed_inputs import facts_of, given, keep


class Tool(NamedTuple):
    """One way to do a task: what it starts from, the work that is timed, how many things came out."""

    who: str
    needs: str
    work: Callable[[Any, dict], Any]
    count: Callable[[Any], int] = len
    package: str = ""  # what must be installed: in the peers' environment of that name if there is one, else in ours


class Task(NamedTuple):
    """What is done, what is counted in the outcome, and by which tools; the ratios rest on the first."""

    counted: str
    tools: tuple[Tool, ...]


# --- ours


def ours(name: str, needs: str, count: Callable[[Any], int] = len, said: str = "", **options: Any) -> Tool:
    """A public function of `analysis`; an option that is a function is asked for its value of this input."""

    def work(first: Any, facts: dict) -> Any:
        import analysis

        asked = {key: value(facts) if callable(value) else value for key, value in options.items()}
        return getattr(analysis, name)(first, **asked)

    return Tool(f"ours: {said or name}", needs, work, count)


def chain(folder: Path, facts: dict) -> Any:
    from analysis import count_terms, read_corpus, split_terms

    return count_terms(split_terms(read_corpus(folder)), voice=None)


def lines(word: Callable[[dict], str], most: int | None = None) -> Task:
    """Lines of a word, of texts that have answered one query before."""

    def of_ours(corpus: Any, facts: dict) -> Any:
        from analysis import concordance

        return concordance(corpus, word(facts), most=most)

    return Task(
        "lines",
        (
            Tool("ours: concordance", "corpus asked once", of_ours),
            Tool(
                "nltk ConcordanceIndex", "nltk index", lambda index, facts: peers.nltk_lines(index, word(facts), most)
            ),
            Tool("conc", "conc", lambda both, facts: peers.conc_lines(both, word(facts), most), package="conc"),
        ),
    )


# --- how many things came out


def itself(found: Any) -> int:
    return int(found)


def in_cells(found: Any) -> int:
    return int(found.sum())


def in_column(found: Any) -> int:
    return int(found["n"].sum())


def filled(found: Any) -> int:
    return int(getattr(found, "counts", found).nnz)


def true_words(found: list) -> int:
    return sum(1 for word in found if peers.WORD.match(str(word)))


TASKS: dict[str, Task] = {
    "read": Task(
        "paragraphs",
        (
            ours("read_corpus", "folder", lambda corpus: len(corpus.blocks)),
            Tool("re, pandas", "folder", peers.paragraphs),
        ),
    ),
    "terms": Task(
        "terms",
        (
            ours("split_terms", "corpus"),
            Tool("re.finditer, with offsets", "texts", peers.words_with_offsets),
            Tool("scikit-learn CountVectorizer", "texts", peers.vectorized("content"), in_cells, "scikit-learn"),
            Tool("polars", "texts", peers.polars_terms, package="polars"),
            Tool("nltk wordpunct", "texts", peers.nltk_words, true_words, "nltk"),
            Tool("spaCy blank", "texts", peers.spacy_words, peers.count_spacy_words, "spacy"),
            Tool("quanteda", "folder", peers.quanteda_terms, lambda told: told.n, "quanteda"),
            Tool("conc, kept on disk", "folder", peers.conc_build, itself, "conc"),
        ),
    ),
    "count": Task(
        "terms of documents",
        (
            ours("count_terms", "terms", said="count_terms, with intervals", voice=None),
            ours("term_matrix", "terms", filled, by="document"),
            Tool("pandas groupby", "terms", peers.grouped),
            Tool(
                "scikit-learn CountVectorizer, from text", "texts", peers.vectorized("content"), filled, "scikit-learn"
            ),
        ),
    ),
    "keyness": Task(
        "terms",
        (
            ours(
                "compare_terms", "terms", said="compare_terms, with verdicts", target=lambda f: f["target"], voice=None
            ),
            Tool("pandas, numpy: G2", "terms", peers.g2_of_table),
            Tool("numpy: G2 of ready counts", "sides", peers.g2_of_counts),
            Tool("conc, of ready counts", "conc", peers.conc_keywords, package="conc"),
        ),
    ),
    "lines of the": lines(lambda facts: "the"),
    "lines of a rare word": lines(lambda facts: facts["rare"]),
    "first 50 lines of the": lines(lambda facts: "the", 50),
    "first query of all": Task(
        "lines",
        (
            ours("concordance", "corpus", query=lambda facts: facts["rare"]),
            Tool("nltk, with its index", "texts", peers.nltk_first_lines, package="nltk"),
        ),
    ),
    "sentences": Task(
        "sentences",
        (
            ours("split_sentences", "corpus"),
            Tool("nltk Punkt, untrained", "texts", peers.punkt, package="nltk"),
            Tool("spaCy sentencizer", "texts", peers.spacy_sentences, package="spacy"),
        ),
    ),
    "tone": Task(
        "sentences",
        (
            ours("score_sentiment", "sentences", said="VADER", mask=False),
            ours("score_sentiment", "sentences", said="VADER, names masked", mask=True),
            ours("score_sentiment", "sentences", said="prose", lexicon="prose"),
            Tool("vaderSentiment", "sentences", peers.vader, package="vaderSentiment"),
        ),
    ),
    "read, split, count": Task(
        "terms",
        (
            Tool("ours: one after the other", "folder", chain, in_column),
            ours("count_files", "folder", lambda found: in_cells(found.counts), said="in a stream", voice=None),
            Tool("re, Counter", "paths", peers.counters, lambda found: sum(map(sum, (one.values() for one in found)))),
            Tool("scikit-learn CountVectorizer", "paths", peers.vectorized("filename"), in_cells, "scikit-learn"),
            Tool("polars", "paths", peers.polars_counts, lambda found: int(found["len"].sum()), "polars"),
            Tool("wc -w, the floor", "paths", peers.wc, itself),
        ),
    ),
    "topics": Task(
        "terms in the model",
        (
            ours("fit_topics", "matrix", lambda model: model.term_weights["term"].nunique()),
            Tool("scikit-learn NMF alone", "tf-idf", peers.nmf, package="scikit-learn"),
        ),
    ),
}


def resident(name: str) -> float:
    """Megabytes, now (VmRSS) or at most (VmHWM). Linux counts the parent's into `ru_maxrss`, so it comes second."""
    with suppress(OSError):
        found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
        if found:
            return int(found[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform != "darwin" else 1024**2)


def seconds() -> float:
    """Of this process and of those it started and saw the end of."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def run(tool: Tool, folder: Path, small: Path) -> dict:
    tool.work(given(tool.needs, small), facts_of(small))
    start_from, facts = given(tool.needs, folder), facts_of(folder)
    gc.collect()
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text(
            "5"
        )  # the peak begins anew: that of the work, with what it starts from
    before, clock, start = resident("VmRSS"), time.perf_counter(), seconds()
    found = tool.work(start_from, facts)
    cpu, wall, peak = seconds() - start, time.perf_counter() - clock, resident("VmHWM")
    timed = getattr(found, "cpu", cpu)  # R tells its own
    told = {"cpu_s": timed, "wall_s": wall, "peak_mb": peak, "before_mb": before, "n": tool.count(found)}
    known = tool.package and tool.package != "quanteda"
    return told | {"version": f"{tool.package} {version(tool.package)}" if known else ""}


def main() -> None:
    step, task, who, *folders = sys.argv[1:]
    tool = next(tool for tool in TASKS[task].tools if tool.who == who)
    folder, small = map(Path, folders)
    if step == "run":
        print(json.dumps(run(tool, folder, small)))
    else:  # what the work starts from, so that it is kept
        keep(tool.needs, small)
        keep(tool.needs, folder)


if __name__ == "__main__":
    main()
