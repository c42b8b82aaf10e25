"""Every figure of corpora with hardly anything in them: drawn, or left out with a sentence, and nowhere "nan"."""

import functools
import random
import re
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.text import Text

from analysis import AnalysisError, Corpus, Picture, Study, corpus_from_texts
from analysis.figures import recipes
from tests.hostile.rows import Row
from tests.hostile.toys import NAMED, toy_text

SLOW = 20.0  # seconds of one figure
_NAN = re.compile(r"(?<![\w.])-?(nan|inf|NaN|<NA>|NaT)(?!\w)")


def words(number: int, seed: int = 9) -> str:
    """The first so many words of a toy text."""
    return " ".join(toy_text(seed, 40).split()[:number])


def corpora() -> dict[str, dict[str, str]]:
    """Texts by name, for each kind of corpus."""
    usual = toy_text(0, 120)
    small = {f"{number} words beside an ordinary text": words(number) for number in (1, 20, 60, 150, 200, 220, 300)}
    made = {name: {"small": text, "usual": usual} for name, text in small.items()}
    made |= {f"{name}, the other way": {"usual": usual, "small": text} for name, text in list(small.items())[:3]}
    return made | {
        "two of one word": {"a": "Word.", "b": "Other."},
        "two of 60 words": {"a": words(60, 1), "b": words(60, 2)},
        "two of 200 words": {"a": words(200, 1), "b": words(200, 2)},
        "twice the same": {"a": usual, "b": usual},
        "one word again and again": {"a": "sea " * 900, "b": usual},
        "one word again and again, twice": {"a": "sea " * 900, "b": "sea " * 900},
        "no sentence": {"a": "1950 1951 * * *\n\n" * 40, "b": usual},
        "no quotation": {"a": usual.replace("“", "").replace("”", ""), "b": words(900).replace("“", "")},
        "only quotations": {"a": "\n\n".join(["“We went to Rome in 1950,” Lee said."] * 60), "b": usual},
        "one text": {"a": usual},
        "one short text": {"a": words(60)},
        "three": {"a": usual, "b": toy_text(1, 90), "c": words(200)},
        "three short ones": {"a": words(60, 1), "b": words(60, 2), "c": words(60, 3)},
        "five": {name: toy_text(seed, 70) for seed, name in enumerate("abcde")},
        "five, four of one word": {"a": usual} | {name: f"Word {name}." for name in "bcde"},
        "German": {"a": "Der Fluss war lang und die Leute waren nicht da. " * 90, "b": usual},
        "capitals": {"a": usual.upper(), "b": usual},
        "lines of one word": {"a": "\n\n".join(usual.split()[:400]), "b": usual},
    }


def told_nan(picture: Picture) -> Iterator[str]:
    """Where a picture says "nan" or the like."""
    drawn = [] if picture.figure is None else [one.get_text() for one in picture.figure.findobj(Text)]
    for where, texts in (("caption", [picture.caption]), ("alt", [picture.alt]), ("labels", drawn)):
        for text in texts:
            if found := _NAN.search(text):
                yield f"{found.group()} in {where}: …{text[max(found.start() - 40, 0) : found.end() + 20]}…"
    rows = picture.csv.splitlines()
    for row in rows[1:]:
        if re.search(r"(?:^|,)-?(nan|inf|<NA>|None|NaT)(?:,|$)", row):
            yield f"in the CSV: {row[:80]}"
            break


def draw_one(row: Row, told: str, draw: Callable[[Study], Picture], study: Study) -> None:
    row.tried += 1
    began = time.process_time()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            picture = draw(study)
            found = "; ".join(told_nan(picture))
            picture.png()
        except AnalysisError as error:
            row.refused += 1
            if "\n" in str(error):
                row.fail("wrong", f"{told}: more than a sentence")
        except Exception as error:
            row.fail("crashes", f"{told}: {type(error).__name__}: {str(error)[:120]}")
        else:
            row.answered += 1
            if found:
                row.fail("wrong", f"{told}: {found[:200]}")
    plt.close("all")
    for one in warned:
        if one.category is not UserWarning or "site-packages" in one.filename:
            row.fail("wrong", f"{told}: {one.category.__name__}: {str(one.message)[:100]} ({Path(one.filename).name})")
            break
    if (took := time.process_time() - began) > SLOW:
        row.fail("hangs", f"{told}: {took:.1f} s")


def run(amount: float = 1.0, seed: int = 0, only: Iterable[str] | None = None) -> Iterator[Row]:
    """A row for each corpus; an amount below 1 takes so many of the corpora, `only` those that it names."""
    rng = random.Random(seed)
    for name, texts in corpora().items():
        if (only is None and rng.random() >= amount) or (only is not None and name not in only):
            continue
        row = Row("pictures", name)
        try:
            study = Study(_read(texts))
        except AnalysisError:
            row.tried, row.refused = 1, 1
        else:
            for figure, draw in recipes().items():
                draw_one(row, figure, draw, study)
        yield row


@functools.cache
def _toml() -> Path:
    path = Path(tempfile.mkdtemp(prefix="toys")) / "corpus.toml"
    path.write_text(NAMED, "utf-8")
    return path


def _read(texts: dict[str, str]) -> Corpus:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return corpus_from_texts(texts, toml=_toml())
