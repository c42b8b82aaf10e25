"""Each of many texts set against one: who covers what of it, whose words they quote, which words they share with it.

Nothing here grades or ranks: rows stand in the order of the files' names, and every number is a count of places that a
reader can open.
"""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from analysis.corpus import Corpus, find_rows
from analysis.history import find_shared_phrases, propose_episodes
from analysis.reading import count_voices
from analysis.study import Study

LONG = 5  # words of a run that is more than an idiom
_FIRST = 3  # speakers named in one cell


def compare_with_one(study: Study, *, done: Callable[[str], object] = lambda name: None) -> dict[str, pd.DataFrame]:
    """Every other text held against the study's target, as tables by name.

    `done` is called with the name of each text. Gives `over_all` (one row a text, by name: document, words,
    quoted_share, notes, names_shared and names_target (how many of the target's names it has, of how many), names_own,
    episodes (pairs of passages that may tell the same), phrases (runs of five words or more that both have, no names or
    stock phrases), phrases_quoted (those of them that it has within quotation marks), longest (the longest of these),
    line and target_line (where), quotes (whom it quotes most)), `phrases` and `episodes` (one row a run, a pair), and
    `speakers` (one row a text and speaker: how many words).
    """
    target = study.sides["target"]
    first = target if isinstance(target, str) else next(iter(target))
    others = sorted(name for name in study.corpus if name != first)
    names = study.coverage[["name", "kind"]].drop_duplicates("name")
    counts = study.coverage.pivot(index="name", columns="document", values="n").loc[names["name"]]
    voices = count_voices(study.corpus)
    told = voices[(voices["voice"] == "quoted") & ~voices["speaker"].isin(["", "unknown"])]
    about = study.corpus.documents.set_index("document")
    rows, phrases, episodes = [], [], []
    for name in others:
        pair = study.corpus.only([first, name])
        runs, proposed = _runs(pair, first, name), propose_episodes(pair, target=first)
        rows.append(
            {
                "document": name,
                **about.loc[name, ["words", "quoted_share", "notes"]].to_dict(),
                "names_shared": int(((counts[first] > 0) & (counts[name] > 0)).sum()),
                "names_target": int((counts[first] > 0).sum()),
                "names_own": int(((counts[first] == 0) & (counts[name] > 0)).sum()),
                "episodes": len(proposed),
                **_longest(runs),
                "quotes": ", ".join(_speakers(told[told["document"] == name])),
            }
        )
        phrases.append(runs)
        episodes.append(proposed)
        done(name)
    return {
        "over_all": pd.DataFrame(rows),
        "phrases": pd.concat(phrases, ignore_index=True),
        "episodes": pd.concat(episodes, ignore_index=True),
        "speakers": told.reset_index(drop=True),
    }


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


def _speakers(voices: pd.DataFrame) -> Iterator[str]:
    most = voices.sort_values("words", ascending=False, kind="stable").head(_FIRST)
    yield from (f"{row.speaker} ({row.words:,} words)" for row in most.itertuples())
