"""What holds of texts, in sentences: facts, what a reader marked, verdicts; each tied to numbers and checked."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd

from analysis.compare.comparison import Comparison
from analysis.errors import AnalysisError, TooLittleTextError
from analysis.history import find_shared_phrases
from analysis.knobs import WHOSE
from analysis.reading import count_voices
from analysis.reading.language import tell_languages
from analysis.showing.claims import Claim, claim
from analysis.study import Study
from analysis.workbook.summary_names import NAMED, OFTEN, how_many, in_english, listed, tell_names

_CITED = ("p", "pp", "op", "cit", "ibid", "vol", "ed", "eds", "cf")  # in brackets, of sources
_LONG, _LEAST_QUOTED, _SHOWN = 5, 30, 30
KINDS = {"fact": "Facts", "reading": "What a reader marked", "verdict": "Differences, and how sure they are"}
MEANING = {
    "fact": "Counts of these files, which a reader can check at the lines.",
    "reading": "They rest on passages that a reader marked in codings.csv.",
    "verdict": "Supported: the gap would survive a second look. Fragile: two stretches of one work may show as large a "
    "one. Not supported: not distinguishable here, which is not the same as equal.",
}


def tell_findings(study: Study) -> tuple[list[Claim], list[str]]:
    """The claims that hold of a study, in the order in which they are read, and a sentence for what could not be asked.

    Nothing is claimed of texts that give no ground for it.
    """
    claims: list[Claim] = []
    unasked: list[str] = []
    for find in _FINDERS:
        try:
            claims += find(study)
        except AnalysisError as error:
            unasked.append(str(error))
    return claims, list(dict.fromkeys(unasked))


def _lengths(study: Study) -> Iterator[Claim]:
    table = study.corpus.documents
    if len(table) == 2 and not in_english(study):
        one, other = _rows(table)
        yield claim(
            "There are {one.words} words in {a} and {other.words} in {b}.",
            lambda one, other: min(one.words, other.words) > 0,
            a=one["document"], b=other["document"], one=one, other=other,
        )  # fmt: skip
        return
    if len(table) == 2:
        one, other = _rows(table)
        yield claim(
            "There are {one.words} words in {a}, {one.quoted_share:percent} of them in somebody else's voice, and "
            "{other.words} in {b}, {other.quoted_share:percent} of them.",
            lambda one, other: min(one.words, other.words) > 0,
            a=one["document"], b=other["document"], one=one, other=other,
        )  # fmt: skip
        return
    short, long = _rows(table.sort_values("words", kind="stable").iloc[[0, -1]])
    yield claim(
        "These are {n} texts of {short.words} ({a}) to {long.words} words ({b}).",
        lambda short, long: 0 <= short.words <= long.words,
        n=len(table), a=short["document"], b=long["document"], short=short, long=long,
    )  # fmt: skip


def _one_language(study: Study) -> None:
    """Raise a sentence where the texts are in several languages."""
    if told := tell_languages(study.corpus[name].language for name in study.corpus):
        raise AnalysisError(told)


def _whom_they_quote(study: Study) -> Iterator[Claim]:
    voices = count_voices(study.corpus)
    told = voices[(voices["voice"] == "quoted") & ~voices["speaker"].isin(["", "unknown"])]
    for name in list(study.corpus)[: 2 if len(study.corpus) == 2 else 0]:
        own = told[told["document"] == name]
        quoted = voices[(voices["document"] == name) & (voices["voice"] == "quoted")].set_index("speaker")["words"]
        if len(own) and own["words"].iloc[0] >= _LEAST_QUOTED:
            unknown = int(quoted.get("unknown", 0))
            more = ", and {unknown} of somebody's whom the program could not tell" if unknown else ""
            yield claim(
                "Of the {quoted} words that {document} quotes {row.words} are {speaker}'s" + more + ".",
                lambda row, quoted, unknown: row.words + unknown <= quoted,
                quoted=int(quoted.sum()), document=name, row=own.iloc[0], speaker=own["speaker"].iloc[0],
                unknown=unknown,
            )  # fmt: skip


def _years(study: Study) -> Iterator[Claim]:
    dates = study.dates
    exact = dates[dates["precision"].isin(["day", "month", "year"]) & (dates["begin"] != "")]
    told = []
    for name in study.corpus:
        years = exact[exact["document"] == name]["begin"].astype(str).str[:4].value_counts()
        if len(years) and years.iloc[0] >= OFTEN and (years == years.iloc[0]).sum() == 1:
            told.append(f"{name} {years.index[0]} ({years.iloc[0]} of {years.sum()} dates)")
    if told and len(study.corpus) == 2:
        yield claim("The year that is dated most: {told}.", lambda n: n > 0, told="; ".join(told), n=len(told))


def _shared_run(study: Study) -> Iterator[Claim]:
    runs = find_shared_phrases(study.corpus, **study.sides).query("not formula")
    longest = runs.sort_values("words", ascending=False, kind="stable").head(1)
    if len(longest) and longest["words"].iloc[0] >= _LONG:
        row = longest.iloc[0]
        yield claim(
            "The longest run of words in common, names and stock phrases aside, has {row.words}: “{phrase}” ({a}, line "
            "{row.target_line}; {b}, line {row.reference_line}).",
            lambda row: row.n_target > 0 and row.n_reference > 0,
            row=row, phrase=_begin(row["phrase"]), a=row["target_document"], b=row["reference_document"],
        )  # fmt: skip


def _begin(phrase: str) -> str:
    words = phrase.split()
    return " ".join(words[:_SHOWN]) + " …" * (len(words) > _SHOWN)


def _notes(study: Study) -> Iterator[Claim]:
    table = study.corpus.documents
    if len(table) == 2 and table["notes"].sum():
        one, other = _rows(table)
        yield claim(
            "Notes: {one.notes} in {a}, {other.notes} in {b}.",
            lambda one, other: one.notes + other.notes > 0,
            a=one["document"], b=other["document"], one=one, other=other,
        )  # fmt: skip


def _marked(study: Study) -> Iterator[Claim]:
    found = study.codings[study.codings["found"] & (study.codings["document"] != "")]
    for name, rows in found.groupby("document", sort=False):
        told = "{n} passage" if len(rows) == 1 else "{n} passages"
        yield claim(
            f"A reader marked {told} in {{document}}: {{kinds}}.", lambda n: n > 0, kind="reading", n=len(rows),
            document=name, kinds=listed(f"{k} as {kind}" for kind, k in rows["kind"].value_counts().items()),
        )  # fmt: skip


def _differences(study: Study) -> Iterator[Claim]:
    _one_language(study)
    contrast = study.contrast
    yield _verdict(
        contrast,
        f"words and names used eight times or more in {WHOSE[study.voice]}",
        lambda row: f"“{study.spelt.get(row.term, row.term)}” ({row.n_target} to {row.n_reference} times)",
        lambda rows: rows[~rows["term"].isin(_CITED)],
    )


def _tone(study: Study) -> Iterator[Claim]:
    yield _verdict(study.tone, "ways to score tone", lambda row: "names hidden" if row.masked else "names in sight")


def _topics(study: Study) -> Iterator[Claim]:
    _one_language(study)
    compared = replace(study.topic_contrast, table=study.written(study.topic_contrast.table))
    yield _verdict(compared, "topics", lambda row: f"topic {row.topic} ({row['name']})")


def _style(study: Study) -> Iterator[Claim]:
    _one_language(study)
    yield _verdict(study.style, "measures of style", lambda row: str(row.measure).removesuffix(" grade"))


def _verdict(compared: Comparison, what: str, tell: Callable, worth: Callable = lambda rows: rows) -> Claim:
    """How many of a family are supported as differences and how many fragile, with the first `worth` telling."""
    if not compared.m:
        raise TooLittleTextError(f"No {what} could be tested: a side has too little text.")
    sure, less = (compared.with_verdict(verdict) for verdict in ("supported", "fragile"))
    return claim(
        "Of {asked} {what} {sure} supported as {differences} between {target} and {reference}{which}; {less} "
        "fragile{more}.",
        lambda n, k, asked: n + k <= asked,
        kind="verdict", of=compared, what=what, asked=compared.m, n=len(sure), k=len(less),
        sure=how_many(sure), less=how_many(less), which=_first(worth(sure), tell), more=_first(worth(less), tell),
        differences="differences" if len(sure) > 1 else "a difference",
        target=compared.target, reference=compared.reference,
    )  # fmt: skip


def _first(rows: pd.DataFrame, tell: Callable) -> str:
    told = listed(map(tell, _rows(rows.head(NAMED))))
    return f", {'among them ' * (len(rows) > NAMED)}{told}" if told else ""


def _rows(table: pd.DataFrame) -> Iterator:
    return (row for _, row in table.iterrows())


_FINDERS = (
    _lengths,
    tell_names,
    _years,
    _whom_they_quote,
    _shared_run,
    _notes,
    _marked,
    _differences,
    _tone,
    _style,
    _topics,
)
