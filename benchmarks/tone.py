"""How often do two stretches of one work differ in tone? By hand: `python benchmarks/tone.py FOLDER [--pairs 60]`.

FOLDER holds works by kind of prose (`works.py` says how). Pairs of stretches of 2,600 and 3,300 words, of one work
(where `supported` is a false alarm) and of two works of one kind, go the whole way: files, `read_corpus`, sentences,
scores, `compare_sentiment`. Tables are in Markdown; `benchmarks/tone.md` explains the columns.
"""

import argparse
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from drift import LENGTHS, borders, power
from works import Stretch, Works, draw_pairs, markdown, read_kinds, read_stretches

from analysis import split_sentences
from analysis.evidence.mean_drift import side_of
from analysis.sentiment import compare_sentiment, score_sentiment
from analysis.sentiment.masking import mask_texts
from analysis.sentiment.prose import score_clauses
from analysis.sentiment.scores import MEASURES, tone_weights
from analysis.sentiment.tokens import count_words
from analysis.terms.segments import cut_segments

LEXICONS = ("vader", "prose")
VOICES = ("author", None)


def measure(kinds: dict[str, Works], pairs: int, seed: int = 0) -> pd.DataFrame:
    """One row a kind and voice; shares of pairs, averaged over two lexicons and two measures.

    supported, fragile : the verdict; worst : supported by that lexicon and measure which has it most often
    any : supported by any of the four; p : p at most .05 for any of them
    outside : pairs of one work whose interval leaves out 0; missed : of two works, whose interval leaves out the gap
        between the whole works
    """
    judged = {kind: _judge_kind(works, pairs, seed) for kind, works in long_kinds(kinds).items()}
    found = pd.concat([table.assign(kind=kind) for kind, table in judged.items()])
    return summarise(found, ["kind", "voice"], ["lexicon", "measure"])


def long_kinds(kinds: dict[str, Works]) -> dict[str, Works]:
    """The kinds with works long enough to draw a pair of stretches from."""
    return {kind: works for kind, works in kinds.items() if any(draw_pairs(works, 1, same=True))}


def summarise(found: pd.DataFrame, keys: list[str], questions: list[str]) -> pd.DataFrame:
    """The columns of `measure` from one row a pair and question."""
    found = found.assign(
        supported=found["verdict"] == "supported",
        fragile=found["verdict"] == "fragile",
        p=(found["p"] <= 0.05).fillna(False).astype(bool),
        outside=((found["low"] > 0) | (found["high"] < 0)).fillna(False).astype(bool),
        missed=((found["low"] > found["whole"]) | (found["high"] < found["whole"])).astype("boolean"),
    )
    found["missed"] = found["missed"].astype("Float64").where(found["whole"].notna())  # not all is known of a whole
    rows = {}
    for (*key, same), part in found.groupby([*keys, "same"], sort=False):
        means = part[["supported", "fragile", "p", "outside", "missed"]].mean()
        means["pairs"] = part["pair"].nunique()
        means["worst"] = part.groupby(questions)["supported"].mean().max()
        means["any"], means["p"] = part.groupby("pair")[["supported", "p"]].any().mean()
        label = "one work" if same else "two works"
        rows.setdefault(tuple(key), {}).update({f"{label}: {name}": value for name, value in means.items()})
    table = pd.DataFrame(rows).T.rename_axis(keys).reset_index()
    wanted = ("pairs", "supported", "worst", "any", "fragile", "p", "outside"), ("supported", "any", "p", "missed")
    chosen = [
        f"{label}: {name}" for label, names in zip(("one work", "two works"), wanted, strict=True) for name in names
    ]
    return table.reindex(columns=[*keys, *chosen]).astype({"one work: pairs": int})


def _judge_kind(works: Works, pairs: int, seed: int) -> pd.DataFrame:
    wholes, tables = {}, []
    for same in (True, False):
        for number, drawn in enumerate(draw_pairs(works, pairs, same=same, seed=seed)):
            scores = score_works(drawn)
            for name in {stretch.work for stretch in drawn} - set(wholes):
                wholes[name] = _means(score_works((Stretch(name, 0, 0, works[name]),)))
            for measured, voice in product(MEASURES, VOICES):
                if voice is not None and scores.loc[scores["voice"] == voice, "document"].nunique() < 2:
                    continue
                table = compare_sentiment(scores, target="a", voice=voice, measure=measured, seed=number)
                one, two = (wholes[stretch.work] for stretch in drawn)
                gaps = [one[name, measured, voice] - two[name, measured, voice] for name in table["lexicon"]]
                tables.append(table.assign(same=same, pair=number, voice=voice or "all", whole=gaps))
    return pd.concat(tables, ignore_index=True)


def score_works(drawn: tuple[Stretch, ...]) -> pd.DataFrame:
    """The stretches' sentences, scored by each lexicon with names hidden."""
    sentences = split_sentences(read_stretches(drawn))
    return pd.concat([score_sentiment(sentences, lexicon=lexicon) for lexicon in LEXICONS], ignore_index=True)


def _means(scores: pd.DataFrame) -> dict:
    found = {}
    for (lexicon, rows), measured, voice in product(scores.groupby("lexicon"), MEASURES, VOICES):
        rows = rows if voice is None else rows[rows["voice"] == voice]
        weights = tone_weights(rows, measured)
        found[lexicon, measured, voice] = (rows[measured] * weights).sum() / max(weights.sum(), 1)
    return found


def measure_powers(kinds: dict[str, Works]) -> pd.DataFrame:
    """One row a kind, one column a lexicon and measure: the power of the drift within its works."""
    table = {}
    for kind, works in kinds.items():
        scored = [score_works((Stretch(name, 0, 0, texts),)) for name, texts in works.items()]
        for lexicon, measured in product(LEXICONS, MEASURES):
            variances = {}
            for length, scores in product(LENGTHS, scored):
                rows = scores[scores["lexicon"] == lexicon]
                segments = cut_segments(rows["document"], rows["block"], count_words(rows), target=length)
                side = side_of(rows[measured], tone_weights(rows, measured), segments)
                if side.segments >= 4:
                    value = side.error**2 * side.segments * length
                    variances.setdefault(length, []).append((value, side.segments))
            table.setdefault(kind, {})[f"{lexicon} {measured}"] = power(variances)
    return pd.DataFrame(table).T


def measure_agreement(works: Works, most: int = 3000) -> float:
    """The intraclass correlation of two hits of one sentence of the prose lexicon (one-way, unequal groups)."""
    texts = [text for paragraphs in works.values() for text in paragraphs]
    chosen = [texts[i] for i in np.random.default_rng(0).permutation(len(texts))[:most]]
    sentences = split_sentences(read_stretches((Stretch("", 0, 0, chosen),)))["text"].sample(frac=1, random_state=0)
    values = [score_clauses(text)[1] for text in mask_texts(sentences.tolist()[:most], "typography")]
    groups = [found for part in values if len(found := part[part != 0]) > 1]
    sizes, hits = np.array([len(group) for group in groups]), np.concatenate(groups)
    within = sum(np.square(group - group.mean()).sum() for group in groups) / (len(hits) - len(groups))
    between = sum(len(group) * (group.mean() - hits.mean()) ** 2 for group in groups) / (len(groups) - 1)
    usual = (len(hits) - np.square(sizes).sum() / len(hits)) / (len(groups) - 1)
    return float((between - within) / (between + (usual - 1) * within))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=60, help="pairs of stretches a kind, of one work and of two")
    parser.add_argument("--powers", action="store_true", help="also the drift and the agreement of hits, kind by kind")
    options = parser.parse_args()
    kinds = long_kinds(read_kinds(options.folder))
    print(markdown(measure(kinds, options.pairs)))
    if options.powers:
        print("\n" + markdown(borders(measure_powers(kinds)).reset_index()))
        print(
            "\n"
            + markdown(
                pd.DataFrame(
                    [(name, measure_agreement(works)) for name, works in kinds.items()],
                    columns=["kind", "agreement of hits"],
                )
            )
        )


if __name__ == "__main__":
    main()
