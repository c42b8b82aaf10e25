"""What holds of the names in texts: how many all have, and which only one has; and how such sentences list things."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

import pandas as pd

from analysis.errors import AnalysisError
from analysis.reading.language import ENGLISH
from analysis.showing.claims import Claim, claim
from analysis.study import Study

OFTEN, NAMED = 3, 3
_ENOUGH, _NEAR = 5, 0.85  # letters of a name, and how alike two spellings of it are


def tell_names(study: Study) -> Iterator[Claim]:
    if not in_english(study):
        raise AnalysisError("Names are told by their capitals in English; in other languages most nouns have one.")
    table = study.coverage
    if table.empty:
        return
    counts = table.pivot(index="name", columns="document", values="n")
    counts = counts.loc[table["name"].drop_duplicates()]
    shared = counts[(counts > 0).all(axis=1)]
    shared = shared.loc[shared.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    if len(shared):
        most = "most often {first}" if len(shared) > 1 else "{first}"
        yield claim(
            f"Of {{n}} names found in these texts {{every}} in {{where}}, {most}.",
            lambda n, count: 0 < count <= n,
            n=len(counts), count=len(shared), every=how_many(shared, "stand"), first=listed(shared.index[:NAMED]),
            where="both" if len(counts.columns) == 2 else "all",
        )  # fmt: skip
    if len(study.corpus) == 2:
        for here, there in zip(study.corpus, reversed(list(study.corpus)), strict=True):
            yield from _only_here(study, counts, here, there)


def _only_here(study: Study, counts: pd.DataFrame, here: str, there: str) -> Iterator[Claim]:
    """Names that one text has often and the other nowhere, not even in a heading or a note."""
    alone = counts[(counts[here] >= OFTEN) & (counts[there] == 0)][here].sort_values(ascending=False, kind="stable")
    ways = study.coverage.drop_duplicates("name").set_index("name")
    also = study.corpus.names.groupby("name")["alias"].agg(list).to_dict()
    told = [
        name for name in alone.index if ways.loc[name, "kind"] and _absent(study, there, [name, *also.get(name, [])])
    ]
    first = study.coverage.set_index(["name", "document"])["first_line"]
    said = [f"{name} ({alone[name]} times, first in line {first[name, here]})" for name in told[:NAMED]]
    if said:
        yield claim(
            "Only {here} names {names}: {there} has none of these names.",
            lambda n: n > 0,
            here=here, there=there, names=listed(said), n=len(said),
        )  # fmt: skip


def _absent(study: Study, document: str, ways: list[str]) -> bool:
    """Whether a text has a name in no way to write it, and none that is nearly it (Bolsheviki, Bolsheviks)."""
    text = study.corpus[document].text
    pattern = r"\b(?:" + "|".join(r"\s+".join(map(re.escape, way.split())) for way in ways) + r")\b"
    if re.search(pattern, text, re.IGNORECASE):
        return False
    near = {word for way in ways for word in way.split() if len(word) >= _ENOUGH and word[0].isupper()}
    there = {word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _ENOUGH and word[0].isupper()}
    return not any(get_close_matches(word, there, n=1, cutoff=_NEAR) for word in near)


def in_english(study: Study) -> bool:
    return all(study.corpus[name].language in ("", ENGLISH) for name in study.corpus)


def how_many(rows: pd.DataFrame, verb: str = "") -> str:
    plural = len(rows) > 1
    told = (verb if plural else f"{verb}s") if verb else "are" if plural else "is"
    return f"{len(rows) or 'none'} {told}"


def listed(words) -> str:
    words = [str(word) for word in words]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
