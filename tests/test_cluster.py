"""A cluster of two workers on this machine gives what one process gives, also when a worker dies."""

import os
import signal
import threading
import time

import joblib
import pandas as pd
import pytest

from analysis import (
    AnalysisError,
    compare_terms,
    compare_topics,
    count_files,
    count_terms,
    fit_topics,
    read_corpus,
    score_sentiment,
    split_sentences,
    split_terms,
    term_matrix,
)
from analysis import stream as streamed
from analysis.parallel import apply_each
from tests.test_stream import same

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster():
    """A scheduler and two workers on loopback, without a page of its own."""
    options = {"host": "127.0.0.1", "dashboard_address": None, "protocol": "tcp"}
    workers = distributed.LocalCluster(n_workers=2, threads_per_worker=1, **options)
    with workers, distributed.Client(workers) as client:
        yield client


def chain():
    """Read, split, count, score, compare and topics of the two texts, each as a table."""
    corpus = read_corpus("seeds")
    terms, scores = split_terms(corpus), score_sentiment(split_sentences(corpus))
    model = fit_topics(term_matrix(split_terms(corpus, names=True)), n_topics=5)
    yield from (corpus.blocks, corpus.quotations, terms, count_terms(terms), scores)
    yield from (compare_terms(terms, target="paper"), model.term_weights, model.quality)
    yield compare_topics(model, target="paper")


def test_the_whole_chain_on_a_cluster(cluster):
    """Every table of every step is equal to the last digit."""
    alone = list(chain())
    with joblib.parallel_config(backend="dask"):
        for one, other in zip(chain(), alone, strict=True):
            pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_a_worker_that_dies_is_replaced(cluster, tmp_path, monkeypatch):
    """One of two workers is killed while files are counted: the counts are the same."""
    monkeypatch.setattr(streamed, "BATCH_FILES", 5)
    for n in range(60):
        text = f"The town of Aldow slept. “We shall build it in {1800 + n},” said Anna Berg.\n\n" * 40
        (tmp_path / f"text_{n:02d}.txt").write_text(text, "utf-8")
    alone = count_files(tmp_path)
    killed = threading.Thread(target=_kill_one, args=(cluster,))
    with joblib.parallel_config(backend="dask"):
        killed.start()
        counted = count_files(tmp_path)
    killed.join()
    assert same(counted, alone)


def _kill_one(client):
    pids = list(client.run(os.getpid).values())
    time.sleep(0.3)
    os.kill(pids[0], signal.SIGKILL)


def test_a_process_that_dies_is_said():
    """Without a cluster nobody replaces it: one sentence, and no traceback from the depths."""
    with joblib.parallel_config(n_jobs=2), pytest.raises(AnalysisError, match=r"A process .* died"):
        list(apply_each(_die, range(4)))


def _die(_):
    os.kill(os.getpid(), signal.SIGKILL)
