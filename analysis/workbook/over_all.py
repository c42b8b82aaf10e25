"""Each of many texts set against one: who covers what of it, whose words they quote, which words they share with it.

Nothing here grades or ranks: rows stand in the order of the files' names, and every number is a count of places that a
reader can open.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.corpus import Corpus, find_rows
from analysis.history import find_shared_phrases, propose_episodes
from analysis.reading import count_voices
from analysis.study import Study
from analysis.workbook.told_tables import Told

LONG = 5  # words of a run that is more than an idiom
_FIRST = 2  # speakers named in one cell
_A_SENTENCE = 10  # words of a speaker, fewer of whom are seldom a quotation
_CAPTIONS = {
    "over_all": "Each text beside {}, by name of file: no grade, no ranking.",
    "phrases": "Runs of five words or more shared with {}, names and stock phrases aside.",
    "episodes": "Passages that share two names or a date with one of {}: places to read, not findings.",
    "speakers": "Whom each text quotes by name, and in how many words.",
}


def tell_beside(study: Study, *, done: Callable[[str], object] = lambda name: None) -> list[Told]:
    """Every other text held against the study's target; `done` is called with the name of each.

    Gives `beside_over_all`: one row a text, by name: document, words, quoted_share, notes, names_shared and
    names_target (how many of the target's names it has, of how many), names_own, episodes (pairs of passages that
    share two names or a date), phrases (runs of five words or more that both have, no names or stock phrases),
    phrases_quoted (those of them that stand in it as somebody else's words), longest, line and target_line (the longest
    run, and where), quotes (whom it quotes most). `beside_phrases` and `beside_episodes`: one row a run, a pair.
    `beside_speakers`: one row a text and speaker, how many words.
    """
    target = study.sides["target"]
    first = target if isinstance(target, str) else next(iter(target))
    others = sorted(name for name in study.corpus if name != first)
    told, named = _speakers(study.corpus), _named(study, first)
    about = study.corpus.documents.set_index("document")
    rows, phrases, episodes = [], [], []
    for name in others:
        pair = study.corpus.only([first, name])
        runs, proposed = _runs(pair, first, name), _alike(propose_episodes(pair, target=first))
        row: dict[str, object] = {"document": name}
        row |= {column: about.at[name, column] for column in ("words", "quoted_share", "notes")}
        row |= {**named[name], "episodes": len(proposed), **_longest(runs)}
        rows.append(row | {"quotes": _most_quoted(told[told["document"] == name])})
        phrases.append(runs)
        episodes.append(proposed)
        done(name)
    runs, proposed = pd.concat(phrases, ignore_index=True), pd.concat(episodes, ignore_index=True)
    tables = zip(_CAPTIONS.items(), (pd.DataFrame(rows), runs, proposed, told), strict=True)
    return [Told(f"beside_{name}", caption.format(first), table) for (name, caption), table in tables]


def _named(study: Study, first: str) -> dict[str, dict[str, int]]:
    """For each text how many of the first one's names it has, and how many of its own."""
    has = study.coverage.pivot(index="name", columns="document", values="n") > 0
    return {
        name: {
            "names_shared": int((has[first] & has[name]).sum()),
            "names_target": int(has[first].sum()),
            "names_own": int((has[name] & ~has[first]).sum()),
        }
        for name in has.columns
    }


def _alike(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of passages that share two names or a date; unlike texts have hardly any, texts on one matter many."""
    if pairs.empty:
        return pairs
    shared = pairs["names"].str.count(",") + (pairs["names"] != "") + 2 * (pairs["dates"] != "")
    return pairs[shared >= 2].reset_index(drop=True)


def _runs(pair: Corpus, first: str, name: str) -> pd.DataFrame:
    """The runs of words that both have, no formulas, with whether the other text has them as somebody else's words."""
    runs = find_shared_phrases(pair, target=first).query("not formula").drop(columns="formula")
    runs = runs[runs["words"] >= LONG].sort_values("words", ascending=False, kind="stable").reset_index(drop=True)
    spoken = pair.spoken()
    places = pd.DataFrame({"document": name, "start": runs["reference_start"]})
    voice = spoken["voice"].to_numpy()[find_rows(spoken, places)] if len(runs) else np.empty(0, dtype=object)
    return runs.assign(quoted=voice == "quoted")


def _longest(runs: pd.DataFrame) -> dict[str, object]:
    found: dict[str, object] = {"phrases": len(runs), "phrases_quoted": int(runs["quoted"].sum())}
    if runs.empty:
        return found | {"longest": "", "line": pd.NA, "target_line": pd.NA}
    run = runs.iloc[0]
    return found | {"longest": run["phrase"], "line": run["reference_line"], "target_line": run["target_line"]}


def _speakers(corpus: Corpus) -> pd.DataFrame:
    """Whom each text quotes by name."""
    voices = count_voices(corpus)
    quoted = (voices["voice"] == "quoted") & ~voices["speaker"].isin(["", "unknown"])
    return voices[quoted].reset_index(drop=True)


def _most_quoted(voices: pd.DataFrame) -> str:
    voices = voices[voices["words"] >= _A_SENTENCE]
    most = voices.sort_values("words", ascending=False, kind="stable").head(_FIRST)
    return ", ".join(f"{row.speaker} ({row.words:,})" for row in most.itertuples())
