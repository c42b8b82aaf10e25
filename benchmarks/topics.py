"""What the topics are worth, measured where the answer is known.

    python benchmarks/topics.py --novels DIR [--seeds seeds] [--only stability planted speed]

DIR holds one novel a file (.txt or .txt.gz; short texts such as speeches are joined six by six); benchmarks/corpora is
ignored by git. tomotopy takes part where it is installed (it is no dependency). Torn works and verdicts, by kind of
prose: `benchmarks/topics_by_kind.py`.
"""

import argparse
import gzip
import re
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from analysis import read_corpus
from analysis.terms import TermMatrix, find_terms, split_terms, term_matrix
from analysis.terms.segments import cut_segments
from analysis.topics import TOPIC_TERMS, choose_topic_terms, fit_topics
from analysis.topics.comparison import topic_differences
from analysis.topics.fit import agree, as_words, factor, match_topics, mixture_shares, overlaps
from analysis.topics.vocabulary import weigh_terms


def read_novels(folder: Path) -> dict[str, str]:
    texts = {}
    for path in sorted(folder.glob("*.txt*")):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        texts[path.name.split(".")[0]] = data.decode("utf-8", "replace").replace("_", "")
    if np.median([len(text.split()) for text in texts.values()]) > 10_000:
        return texts
    joined = list(texts.values())
    return {f"texts {at + 1} to {at + 6}": "\n\n".join(joined[at : at + 6]) for at in range(0, len(joined) - 5, 6)}


def words_of(text: str) -> list[str]:
    return [term for _, _, term in find_terms(text)]


def table_of(texts: dict[str, list[str]], segment_terms: int) -> pd.DataFrame:
    """A terms table from lists of terms, as split_terms would give it for texts of one block."""
    table = pd.DataFrame(
        {
            "document": np.repeat(list(texts), [len(words) for words in texts.values()]),
            "block": 1,
            "voice": "author",
            "speaker": "",
            "term": [word for words in texts.values() for word in words],
        }
    )
    return table.assign(
        start=table.index,
        end=table.index + 1,
        segment=cut_segments(table["document"], table["block"], target=segment_terms),
    )


# ---- peers: topics × terms from a TermMatrix ----


def sklearn_nmf(matrix, n_topics, seed):
    from sklearn.decomposition import NMF

    rows, idf = weigh_terms(matrix.counts, "tfidf")
    return as_words(NMF(n_topics, random_state=seed, max_iter=200).fit(rows).components_, idf)


def sklearn_lda(matrix, n_topics, seed):
    return as_words(factor(matrix.counts, n_topics, "lda", seed), np.ones(len(matrix.terms)))


def tomotopy_lda(matrix, n_topics, seed, sweeps=300):
    import tomotopy

    model = tomotopy.LDAModel(k=n_topics, seed=seed + 1)
    for row in range(matrix.counts.shape[0]):
        part = matrix.counts[row]
        model.add_doc(np.repeat(part.indices, part.data.astype(int)).astype(str).tolist())
    model.train(sweeps, workers=1)
    weights = np.zeros((n_topics, len(matrix.terms)))
    places = np.array([int(word) for word in model.used_vocabs])
    for topic in range(n_topics):
        weights[topic, places] = model.get_topic_word_dist(topic)
    return weights


def ours(matrix, n_topics, seed):
    return agree(matrix, n_topics, "nmf", resamples=1, seed=seed).weights  # samples move no topic


def methods() -> dict:
    found = {"ours": ours, "scikit-learn NMF": sklearn_nmf, "scikit-learn LDA": sklearn_lda}
    try:
        import tomotopy  # noqa: F401
    except ImportError:
        return found
    return {**found, "tomotopy LDA": tomotopy_lda}


# ---- stability on the two texts ----


def subset(matrix: TermMatrix, rows) -> TermMatrix:
    return TermMatrix(matrix.counts[rows], matrix.rows.iloc[rows].reset_index(drop=True), matrix.terms)


def overlap(one, other) -> float:
    return float(overlaps(one, other[match_topics(one, other)]).mean())


def print_stability(seeds: Path, n_topics: int, rounds: int = 10) -> None:
    matrix = choose_topic_terms(term_matrix(split_terms(read_corpus(seeds), names=True, segment_terms=TOPIC_TERMS)))
    segments, rng = len(matrix.rows), np.random.default_rng(0)
    cuts = [np.sort(rng.choice(segments, round(0.9 * segments), replace=False)) for _ in range(rounds)]
    draws = [np.sort(rng.integers(0, segments, segments)) for _ in range(2 * rounds)]
    print(f"\nStability, {segments} segments of the two texts, {n_topics} topics: mean overlap of ten top words")
    print("| method | between seeds | a tenth left out | two bootstrap resamples |\n|---|---|---|---|")
    for name, fit in methods().items():
        whole = fit(matrix, n_topics, 0)
        seeds_agree = np.mean([overlap(whole, fit(matrix, n_topics, seed)) for seed in range(1, 5)])
        left = np.mean([overlap(whole, fit(subset(matrix, rows), n_topics, 0)) for rows in cuts])
        resampled = [fit(subset(matrix, rows), n_topics, 0) for rows in draws]
        pairs = np.mean([overlap(*resampled[at : at + 2]) for at in range(0, len(resampled), 2)])
        print(f"| {name} | {seeds_agree:.2f} | {left:.2f} | {pairs:.2f} |", flush=True)


# ---- torn works ----


def name_words(texts) -> set[str]:
    """Words that stand with a capital more than twice as often as without, inside sentences: mostly names."""
    upper, lower = Counter(), Counter()
    for text in texts:
        for word in re.findall(r"(?<=[a-z,;] )[A-Za-z][a-z'’]+", text):
            (upper if word[0].isupper() else lower)[re.sub(r"['’]s$", "", word).casefold()] += 1
    return {word for word in upper if upper[word] > 2 * lower[word]}


def put_back(by_segment, fitted, novel, weights) -> float:
    """The share of segments whose largest topic is their work's, topics paired with novels as well as can be."""
    counts = by_segment.counts[:, by_segment.terms.get_indexer(fitted.terms)]
    found = mixture_shares(counts, weights).argmax(axis=1)
    table = np.zeros((novel.max() + 1, len(weights)))
    np.add.at(table, (novel, found), 1)
    return float(table[linear_sum_assignment(-table)].sum() / len(novel))


# ---- planted topics ----


def planted(rng, *, segments=(20, 24), topics=4, terms=400, words=60, common=0.3, dependence=0.0):
    """Counts, sides, the topics and the true difference; `dependence`: correlation of neighbours' log prevalences."""
    weights = (1 - common) * rng.dirichlet(np.full(terms, 0.05), topics) + common * rng.dirichlet(np.ones(terms))
    means, rows = rng.dirichlet(np.full(topics, 3.0), 2), []
    for mean, count in zip(means, segments, strict=True):
        noise = rng.normal(size=(count, topics))
        for at in range(1, count):
            noise[at] = dependence * noise[at - 1] + np.sqrt(1 - dependence**2) * noise[at]
        rows.append(softmax(np.log(mean) + noise))
    truth = [softmax(np.log(mean) + rng.normal(size=(20_000, topics))).mean(axis=0) for mean in means]
    counts = np.array([rng.multinomial(words, share @ weights) for share in np.vstack(rows)])
    side = np.arange(len(counts)) < segments[0]
    return counts, side, weights, truth[0] - truth[1]


def softmax(values):
    powers = np.exp(values)
    return powers / powers.sum(axis=1, keepdims=True)


def print_planted(rounds: int = 60) -> None:
    print("\nPlanted topics: how often the interval of a difference holds the true one, and the slope of found on true")
    print("| world | with refitting | segments only | slope |\n|---|---|---|---|")
    worlds = {
        "60 words a segment": {},
        "100 words": {"words": 100},
        "no common words": {"common": 0.0},
        "60 + 60 segments": {"segments": (60, 60)},
        "neighbours correlate .3": {"dependence": 0.3},
        "neighbours correlate .6": {"dependence": 0.6},
    }
    for label, options in worlds.items():
        held, plain, slopes = [], [], []
        for seed in range(rounds):
            counts, side, weights, truth = planted(np.random.default_rng(seed), **options)
            used = (counts > 0).sum(axis=0) >= 2
            counts, weights = sparse.csr_matrix(counts[:, used]), weights[:, used]
            matrix = TermMatrix(counts, pd.DataFrame({"document": side}), pd.Index(np.flatnonzero(used)))
            fit = agree(matrix, len(weights), "nmf", resamples=40, seed=seed)
            order = match_topics(weights, fit.weights)
            copies = np.stack([as_words(topics, fit.idf)[order] for topics in fit.aligned])
            for refits, hits in ((copies, held), (copies[:1], plain)):
                table = topic_differences(fit.weights[order], refits, counts, side, seed).astype(float)
                hits.append((table["low"] <= truth) & (truth <= table["high"]))
            slopes.append(table["difference"] @ truth / (truth @ truth))
        print(f"| {label} | {np.mean(held):.3f} | {np.mean(plain):.3f} | {np.mean(slopes):.2f} |", flush=True)


# ---- speed ----


def print_speed(seeds: Path, novels: dict[str, str] | None, n_topics: int) -> None:
    print("\nSpeed: a whole fit with its quality (wall seconds, processor seconds)")
    terms = split_terms(read_corpus(seeds), names=True, segment_terms=TOPIC_TERMS)
    cases = {"the two texts": (terms, n_topics)}
    if novels:
        texts = {name: words_of(text) for name, text in novels.items()}
        length = sum(map(len, texts.values())) // 5_000
        cases["the novels in 5,000 segments, 30 topics"] = (table_of(texts, length), 30)
    for label, (table, number) in cases.items():
        wall, cpu = time.perf_counter(), time.process_time()
        model = fit_topics(table, n_topics=number, progress=True)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        clear = (model.quality["mark"] == "").sum()
        print(f"{label}: {len(model.matrix.rows)} segments, {wall:.1f} s, {cpu:.1f} s, {clear} unmarked", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--novels", type=Path)
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--only", nargs="+", default=["stability", "planted", "speed"])
    parser.add_argument("--topics", type=int, default=5)
    options = parser.parse_args()
    novels = read_novels(options.novels) if options.novels else None
    if "stability" in options.only:
        print_stability(options.seeds, options.topics)
    if "planted" in options.only:
        print_planted()
    if "speed" in options.only:
        print_speed(options.seeds, novels, options.topics)


if __name__ == "__main__":
    main()
