"""Files counted batch by batch: the same counts as of all at once, and none of them twice."""

import errno
import os

import joblib
import pandas as pd
import pytest

from analysis import (
    AnalysisError,
    ReadError,
    count_files,
    load_matrix,
    read_corpus,
    save_matrix,
    split_terms,
    stored,
    term_matrix,
)
from analysis import stream as streamed
from analysis.reading.read import plan_files


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Forty short texts, read seven at a time."""
    monkeypatch.setattr(streamed, "BATCH_FILES", 7)
    (tmp_path / "texts").mkdir()
    for n in range(40):
        text = f"Part {n}\n\nThe town of Aldow slept. “We shall build it in {1800 + n},” said Anna Berg.\n\n" * (
            1 + n % 4
        )
        (tmp_path / "texts" / f"text_{n:02d}.txt").write_text(text, "utf-8")
    return tmp_path / "texts"


def plan(folder):
    """What is to be read of a folder."""
    return plan_files(folder, None)


def same(one, other):
    """Every row, term and count, and how they are held."""
    pd.testing.assert_frame_equal(one.rows, other.rows)
    pd.testing.assert_index_equal(one.terms, other.terms)
    assert one.counts.dtype == other.counts.dtype and one.counts.shape == other.counts.shape
    assert (one.counts != other.counts).nnz == 0
    return True


@pytest.mark.parametrize("by", ["document", "segment"])
@pytest.mark.parametrize("options", [{}, {"voice": None, "names": True}, {"voice": "quoted", "lemma": True}])
def test_counted_in_a_stream_as_all_at_once(folder, by, options):
    """Rows, terms and counts of batches are those of the whole corpus, for every voice and unit."""
    options = {"voice": "author", "segment_terms": 20} | options
    whole = term_matrix(split_terms(read_corpus(folder), **options), by=by)
    assert same(count_files(folder, by=by, **options), whole)


def test_the_two_texts_in_a_stream(seeds):
    """What corpus.toml tells (order, names) holds in a stream too."""
    whole = term_matrix(split_terms(seeds, names=True, voice="author"), by="segment")
    assert same(count_files("seeds", by="segment", names=True), whole)


def test_nothing_is_counted_twice(folder, tmp_path, monkeypatch):
    """A second run counts nothing, another option all, a changed file its batch; as without a store."""
    store, counted = tmp_path / "store", []
    count = streamed._count
    monkeypatch.setattr(streamed, "_count", lambda batch: counted.append(len(batch.plan.texts)) or count(batch))
    first = count_files(folder, store=store)
    assert sum(counted) == 40 and same(count_files(folder, store=store), first) and sum(counted) == 40
    count_files(folder, store=store, lemma=True)
    assert sum(counted) == 80
    (folder / "text_03.txt").write_text("Quite another text of the same town.\n", "utf-8")
    changed = count_files(folder, store=store)
    assert sum(counted) == 87 and same(changed, count_files(folder))


def test_a_run_that_was_stopped_goes_on(folder, tmp_path, monkeypatch):
    """What was stored before the end is not lost, and no part of a file is left."""
    store, count, left = tmp_path / "store", streamed._count, iter(range(3))

    def stop(batch):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return count(batch)

    monkeypatch.setattr(streamed, "_count", stop)
    with pytest.raises(KeyboardInterrupt):
        count_files(folder, store=store)
    assert [path.suffix for path in store.iterdir()] == [".npz"] * 3
    monkeypatch.setattr(streamed, "_count", count)
    assert same(count_files(folder, store=store), count_files(folder))


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", None])
def test_damaged_counts_are_counted_anew(folder, tmp_path, damage):
    """An empty file, a torn one, one with a byte turned: said, and the counts are right."""
    store = tmp_path / "store"
    right = count_files(folder, store=store)
    for path in store.iterdir():
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(bytes(content) if damage is None else damage)
    with pytest.warns(UserWarning, match="damaged; they are counted anew"):
        assert same(count_files(folder, store=store), right)
    assert same(count_files(folder, store=store), right)


def test_a_full_disk_stops_no_counting(folder, tmp_path, monkeypatch):
    """Where nothing can be stored it is said once, and all is counted."""

    def full(path, content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(stored, "save_file", full)
    with pytest.warns(UserWarning, match="cannot be stored .*No space left on device"):
        assert same(count_files(folder, store=tmp_path / "store"), count_files(folder))


def test_one_unreadable_file_among_many(folder, tmp_path, monkeypatch):
    """An error as `read_corpus` gives it, or a warning and all others; what was warned of is stored with its batch."""
    (folder / "bad.docx").write_bytes(b"PK no archive")
    with pytest.raises(ReadError, match=r"bad\.docx"):
        count_files(folder)
    for jobs in (1, 2):
        store = tmp_path / f"store_{jobs}"
        with joblib.parallel_config(n_jobs=jobs), pytest.warns(UserWarning, match=r"Left out: bad\.docx") as told:
            assert len(count_files(folder, unreadable="leave out", store=store).rows) == 40
        assert len(told) == 1 and len(list(store.iterdir())) == 6
    monkeypatch.setattr(streamed, "_count", None)
    with pytest.warns(UserWarning, match=r"Left out: bad\.docx"):
        assert len(count_files(folder, unreadable="leave out", store=store).rows) == 40


def test_documents_without_a_row_are_named(folder, tmp_path):
    """A document that is all quotation has no words of its author: said, also from the store, and how many."""
    for name in ("text_03", "text_20"):
        (folder / f"{name}.txt").write_text("“All of this was said by another.”\n", "utf-8")
    for _ in range(2):
        with pytest.warns(UserWarning, match=r"2 of 40 documents have no words of .* no row: text_03, text_20\."):
            assert len(count_files(folder, store=tmp_path / "store").rows) == 38


def test_each_part_is_stored_as_soon_as_it_is_counted(folder, tmp_path):
    """In two processes too, so that a run that is killed loses little."""
    counted = []
    with joblib.parallel_config(n_jobs=2):
        batches = [streamed._Batch(part, {"voice": None}, "document", "stop") for part in streamed._cut(plan(folder))]
        for _ in streamed._count_all(batches, tmp_path, []):
            counted.append(len(list(tmp_path.glob("*.npz"))))
    assert counted == [1, 2, 3, 4, 5, 6]


def test_what_another_folder_holds_is_never_stored(folder, tmp_path, monkeypatch):
    """A process that counts other files than those named here is found out, and files are named whole."""
    monkeypatch.chdir(folder.parent)
    count, key = streamed._count_with_key, streamed._Batch.key
    assert all(path.is_absolute() for path in [read.args[1] for read in plan("texts").texts.values()])
    monkeypatch.setattr(streamed, "_count_with_key", lambda batch: count(batch)._replace(key="another"))
    with pytest.warns(UserWarning, match="not stored: other files were counted"):
        count_files("texts", store=tmp_path / "store")
    assert not (tmp_path / "store").exists()
    assert key(streamed._Batch(plan("texts"), {}, "document", "stop"))


def test_a_part_in_anothers_place_is_found_out(folder, tmp_path):
    """A whole part under the name of another: damaged, counted anew."""
    right = count_files(folder, store=tmp_path / "store")
    first, second = sorted((tmp_path / "store").iterdir())[:2]
    second.write_bytes(first.read_bytes())
    with pytest.warns(UserWarning, match="damaged"):
        assert same(count_files(folder, store=tmp_path / "store"), right)


@pytest.mark.parametrize("name", ["terms.txt", "rows.csv", "shape.npy", "data.npy", "indices.npy", "indptr.npy"])
def test_a_matrix_of_files_that_do_not_fit(folder, tmp_path, name):
    """A file that is cut off, or of another matrix, is told before anything is computed from it."""
    place = save_matrix(count_files(folder, by="segment", voice=None, segment_terms=20), tmp_path / "matrix")
    other = save_matrix(count_files(folder, lemma=True), tmp_path / "other")
    whole = (place / name).read_bytes()
    for content in (whole[: len(whole) // 2], (other / name).read_bytes()):
        (place / name).write_bytes(content)
        with pytest.raises(AnalysisError, match="damaged"):
            load_matrix(place)


def test_texts_without_a_word_and_long_ones(tmp_path):
    """A text whose author says nothing has no row, beside one of many words; of none but such ones it is said."""
    (tmp_path / "none.txt").write_text("“All of this was said by another.”\n", "utf-8")
    with pytest.raises(AnalysisError, match="no term to count in these files"):
        count_files(tmp_path)
    (tmp_path / "long.txt").write_text("The town of Aldow slept, and the river went by. " * 30_000, "utf-8")
    with pytest.warns(UserWarning, match="1 of 2 documents"):
        matrix = count_files(tmp_path)
    assert matrix.rows["document"].tolist() == ["long"] and matrix.rows["n"].tolist() == [300_000]


def test_a_matrix_is_opened_and_not_read(folder, tmp_path):
    """Saved and opened it is the same; saved anew it is replaced; other things are never removed."""
    matrix = count_files(folder, by="segment", voice=None)
    place = save_matrix(matrix, tmp_path / "matrix")
    opened = load_matrix(place)
    assert same(opened, matrix) and not opened.counts.data.flags.writeable
    save_matrix(count_files(folder), place)
    assert same(load_matrix(place), count_files(folder))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    (place / "notes.txt").write_text("mine", "utf-8")
    for other in (folder, place, place / "notes.txt"):
        with pytest.raises(AnalysisError, match="other things"):
            save_matrix(matrix, other)
    assert (place / "notes.txt").read_text("utf-8") == "mine"
    (place / "indices.npy").write_bytes(b"torn")
    with pytest.raises(AnalysisError, match="damaged"):
        load_matrix(place)
    with pytest.raises(AnalysisError, match="is not there"):
        load_matrix(tmp_path / "nowhere")


def test_a_file_that_changes_while_it_is_read(folder, monkeypatch):
    """Half of an old text and half of a new one are no text: one sentence."""
    from analysis.reading import read

    whole = read.read_file

    def meanwhile(path, told, people):
        found = whole(path, told, people)
        path.write_text("A longer text than was there before. " * 9, "utf-8")
        return found

    monkeypatch.setattr(read, "read_file", meanwhile)
    with pytest.raises(ReadError, match="was changed while it was read"):
        read_corpus(folder)
