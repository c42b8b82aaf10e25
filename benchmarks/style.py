"""How often do two stretches of one work differ in style? By hand: `python benchmarks/style.py FOLDER [--pairs 60]`.

FOLDER holds works by kind of prose (`works.py` says how). Pairs of stretches of 2,600 and 3,300 words, of one work
(where `supported` is a false alarm) and of two works of one kind, go the whole way: files, `read_corpus`,
`compare_style`. Tables are in Markdown; `benchmarks/tone.md` explains the columns.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from drift import LENGTHS, borders, power
from tone import VOICES, long_kinds, summarise
from works import Stretch, Works, draw_pairs, markdown, read_kinds, read_stretches

from analysis import Corpus, compare_style, split_sentences, split_terms
from analysis.compare.stance import mark_stance
from analysis.compare.style_measures import COUNTS, FORMULAS, WINDOW, count_for_readability, window_ratios
from analysis.errors import TooLittleTextError
from analysis.evidence.mean_drift import side_of, side_of_sums
from analysis.terms.segments import cut_segments

GROUPS = {"words a sentence": "sentences", "hedges": "stance", "boosters": "stance", "causal connectives": "stance"}


def measure(kinds: dict[str, Works], pairs: int, seed: int = 0) -> pd.DataFrame:
    """One row a kind and voice; shares of pairs.

    any : any measure is supported; p : any has p at most .05; supported, fragile, outside, missed : shares of the
    measures, as in `tone.measure`; worst : the share of pairs in which the readiest measure is supported
    """
    judged = {kind: _judge_kind(works, pairs, seed) for kind, works in long_kinds(kinds).items()}
    found = pd.concat([table.assign(kind=kind) for kind, table in judged.items()])
    return summarise(found, ["kind", "voice"], ["measure"])


def _judge_kind(works: Works, pairs: int, seed: int) -> pd.DataFrame:
    wholes, tables = {}, []
    for same in (True, False):
        for number, drawn in enumerate(draw_pairs(works, pairs, same=same, seed=seed)):
            corpus = read_stretches(drawn)
            for name in {stretch.work for stretch in drawn} - set(wholes):
                whole = read_stretches((Stretch(name, 0, 0, works[name]),))
                wholes[name] = {voice: _values(whole, voice) for voice in VOICES}
            for voice in VOICES:
                try:
                    table = compare_style(corpus, target="a", voice=voice, seed=number)
                except TooLittleTextError:  # a stretch that is talk from end to end has no author's words
                    continue
                one, two = (wholes[stretch.work][voice] for stretch in drawn)
                gaps = [one.get(name, np.nan) - two.get(name, np.nan) for name in table["measure"]]
                kept = table["p"].notna().to_numpy()
                tables.append(table.assign(same=same, pair=number, voice=voice or "all", whole=gaps)[kept])
    return pd.concat(tables, ignore_index=True)


def _values(corpus: Corpus, voice: str | None) -> dict[str, float]:
    """What the measures that a whole work can give without being cut are worth on it."""
    sums, terms, marks = _parts(corpus, voice)
    found = {name: float(formula(sums.to_numpy(dtype=float).sum(axis=0))) for name, formula in FORMULAS.items()}
    found |= {name: 1000 * float(marks[name].mean()) for name in marks}
    return found | {f"MATTR, {WINDOW} words": float(window_ratios(terms["term"].to_numpy()).mean())}


def _parts(corpus: Corpus, voice: str | None) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    sentences, terms = split_sentences(corpus), split_terms(corpus)
    if voice is not None:
        sentences, terms = sentences[sentences["voice"].isin([voice, "mixed"])], terms[terms["voice"] == voice]
    terms = terms.reset_index(drop=True)
    counts = count_for_readability(sentences)[COUNTS]
    return counts, terms, mark_stance(terms)


def measure_powers(kinds: dict[str, Works]) -> dict[str, pd.DataFrame]:
    """For each group of measures: one row a kind, one column a measure, the power of the drift within its works."""
    powers: dict[str, dict] = {}
    for kind, works in kinds.items():
        variances: dict[str, dict[int, list]] = {}
        for name, texts in works.items():
            corpus = read_stretches((Stretch(name, 0, 0, texts),))
            sums, terms, marks = _parts(corpus, None)
            blocks = split_sentences(corpus)["block"].to_numpy()
            ratios = window_ratios(terms["term"].to_numpy())
            for length in LENGTHS:
                rows = cut_segments(np.ones(len(sums)), blocks, sums["words"].to_numpy(), target=length)
                grouped = sums.groupby(rows)[COUNTS].sum().to_numpy(dtype=float)
                at = cut_segments(terms["document"], terms["block"], target=length)
                sides = {name: side_of_sums(grouped, formula) for name, formula in FORMULAS.items()}
                sides |= {name: side_of(marks[name], None, at) for name in marks}
                sides["MATTR"] = side_of(ratios, None, at[: len(ratios)])
                for name, side in sides.items():
                    if side.segments >= 4 and side.error > 0:
                        found = side.error**2 * side.segments * length, side.segments
                        variances.setdefault(name, {}).setdefault(length, []).append(found)
        for name, found in variances.items():
            if len(found) == len(LENGTHS):
                powers.setdefault(_group(name), {}).setdefault(name, {})[kind] = power(found)
    return {group: pd.DataFrame(found) for group, found in powers.items()}


def _group(name: str) -> str:
    if "person" in name:
        return "persons"
    return GROUPS.get(name, "variety" if name == "MATTR" else "readability")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=60, help="pairs of stretches a kind, of one work and of two")
    parser.add_argument("--powers", action="store_true", help="also the drift of each group of measures, kind by kind")
    options = parser.parse_args()
    kinds = long_kinds(read_kinds(options.folder))
    print(markdown(measure(kinds, options.pairs)))
    if options.powers:
        for group, powers in measure_powers(kinds).items():
            print(f"\n{group}\n\n" + markdown(borders(powers).reset_index()))


if __name__ == "__main__":
    main()
