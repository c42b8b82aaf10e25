"""sentences -> scores: what each sentence's words are worth by one instrument, with names masked or not."""

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError, TooLittleTextError, name_some, unknown_name, warn_user
from analysis.parallel import apply_each
from analysis.reading.language import ENGLISH, find_language, name_language
from analysis.sentiment.instruments import BUILT_IN, load_lexicon
from analysis.sentiment.lexicons import AnyLexicon, Lexicon
from analysis.sentiment.masking import Hidden, Kind, Mask, choose_hidden, choose_mask, hide
from analysis.sentiment.tokens import TokenStream, count_words, cut_batches, stream_tokens, texts_of
from analysis.sentiment.vader import per_words, sum_up

THIN_COVERAGE = 0.02  # English prose is covered at 5 to 10%, another language by chance resemblances
MEASURES = ("compound", "valence")
SCORES = ("compound", "positive", "negative", "neutral", "valence", "coverage")


@checked
def score_sentiment(
    sentences: pd.DataFrame,
    *,
    lexicon: AnyLexicon = "vader",
    mask: Mask = True,
    names: pd.DataFrame | None = None,
    subjects: Iterable[str] = (),
) -> pd.DataFrame:
    """The tone of the words in each sentence, by one instrument.

    Read `compound` first: VADER's summary from -1 (worst) to 1 (best). It grows with the length of a sentence (that of
    "prose" much less), so read `valence` beside it: the list's values of the words found, summed, per 100 words, before
    any rule for negation ("prose" alone sums what its rules make of them).

    Parameters
    ----------
    sentences : DataFrame
        With a column `text`, such as `split_sentences` gives; with its `voices=True` a sentence is cut where the voice
        changes.
    lexicon : str, path, Lexicon or function
        "vader", "afinn", "pattern", "prose", a CSV file, a Lexicon or a function: see `load_lexicon`.
    mask : bool or {"none", "names", "typography"}
        True hides names, by `names` or, without that table, by their capitals; "names" or "typography" asks for one of
        the two; False scores all words.
    names : DataFrame, optional
        The names to hide (`corpus.names`).
    subjects : iterable of str
        Further words to hide, such as `SUBJECT_WORDS` (war, famine), `*` allowed: what a text is about is not its tone.

    Returns
    -------
    DataFrame
        The rows of `sentences`, in their order, with their columns and:
        lexicon : the instrument's name
        masked : whether names were hidden
        compound : summary of the sentence, -1 to 1
        positive, negative, neutral : VADER's shares, 0 to 1; <NA> for a function of your own
        valence : values of the words found, summed, per 100 words, on VADER's scale of -4 to 4 a word; <NA> likewise
        coverage : share of the words that the list knows, 0 to 1; <NA> likewise

    Raises
    ------
    AnalysisError
        For a table without `text`, and for a function that does not give a number from -1 to 1 for each text.
    UnknownNameError
        For a lexicon or mask that does not exist.

    Notes
    -----
    Doubt it always: a word list does not know irony, quotation or whose misfortune a sad word tells. The built-in lists
    are English: a document in another language is left out, and a warning says so. It also warns where a list of your
    own hardly knows the words.
    """
    if "text" not in sentences:
        raise AnalysisError("score_sentiment needs a table with a `text` column, such as split_sentences gives.")
    instrument, kind = load_lexicon(lexicon), choose_mask(mask, names)
    sentences = keep_english(sentences, instrument.name)
    parts = rate_texts(instrument, texts_of(sentences), kind, names, subjects)
    scores = sentences.reset_index(drop=True).assign(lexicon=instrument.name, masked=kind != "none", **parts)
    foreign = [str(name) for name, part in _by_document(scores) if is_foreign(part)]
    if foreign:
        warn_user(
            f"The lexicon {instrument.name!r} hardly knows the words of {name_some(foreign)}: is the text in "
            "its language?"
        )
    return scores


def rate_texts(instrument: Lexicon, texts: list[str], mask: Kind, names, subjects: Iterable[str]) -> dict:
    """The six score columns of `score_sentiment`, for batches of texts, so that only the result grows with them."""
    hidden = choose_hidden(texts, mask, names, subjects)
    if instrument.scorer is not None:
        return _rate_by_function(instrument.name, instrument.scorer, hide(texts, hidden))
    parts = list(apply_each(partial(_rate_batch, instrument, hidden), cut_batches(texts)))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0] if name != "words"}


def _rate_batch(instrument: Lexicon, hidden: Hidden, texts: list[str]) -> dict[str, np.ndarray]:
    texts = hide(texts, hidden)
    if instrument.rate is not None:
        return instrument.rate(texts)
    stream, worth = find_valences(instrument, texts)
    found = worth != 0
    return sum_up(stream.lengths, stream.owner[found], worth[found]) | per_words(stream.lengths, stream.owner, worth)


def find_valences(instrument: Lexicon, texts: list[str]) -> tuple[TokenStream, np.ndarray]:
    """Every word of the texts, as the instrument cuts them, and what it is worth on the list (0: not listed)."""
    stream = stream_tokens(texts, instrument.split)
    values = [instrument.valences.get(instrument.spell(token), 0.0) for token in stream.types]
    return stream, np.array(values or [0.0])[stream.ids]


def _rate_by_function(name: str, scorer: Callable, texts: list[str]) -> dict:
    compound = np.asarray(scorer(texts), dtype=float)
    if compound.shape != (len(texts),) or not np.isfinite(compound).all() or (np.abs(compound) > 1).any():
        raise AnalysisError(
            f"The scorer {name!r} must return one number from -1 to 1 for each of the {len(texts)} texts it is given."
        )
    missing = pd.array([pd.NA] * len(texts), dtype="Float64")
    return {"compound": compound} | {name: missing.copy() for name in SCORES[1:]}


def _by_document(table: pd.DataFrame) -> Iterable[tuple[object, pd.DataFrame]]:
    table = table[[name for name in ("document", "text", "coverage") if name in table]]  # copied for each document
    return table.groupby("document", sort=False) if "document" in table else [("given", table)]


def keep_english(sentences: pd.DataFrame, lexicon: str) -> pd.DataFrame:
    """The rows of the documents in English, and of those too short to tell, where the list is a built-in one; what is
    left out is said in a warning.

    Raises
    ------
    TooLittleTextError
        Where nothing is left.
    """
    if lexicon not in BUILT_IN:
        return sentences
    codes = {name: find_language(texts_of(part.head(200))) for name, part in _by_document(sentences)}
    others = {name: name_language(code) for name, code in codes.items() if code not in ("", ENGLISH)}
    if not others:
        return sentences
    told = ", ".join(f"{name} ({language})" for name, language in others.items())
    sentence = f"The lexicon {lexicon!r} is English, so the tone of {told} is left out; give a list in its language."
    if len(others) == len(codes):
        raise TooLittleTextError(sentence)
    warn_user(sentence)
    return sentences[~sentences["document"].isin(list(others))]


def is_foreign(scores: pd.DataFrame) -> bool:
    """Whether of 100 words or more hardly any is covered: the list may be in another language than the text.

    Looks at the first 200 rows; False for a scorer of the user's, which has no coverage.
    """
    head = scores.head(200)
    words = count_words(head)
    if "coverage" not in head or words.sum() < 100 or head["coverage"].isna().all():
        return False
    return bool((head["coverage"] * words).sum() < THIN_COVERAGE * words.sum())


def check_scores(scores: pd.DataFrame, measure: str) -> None:
    """Raise a sentence for sentences that were never scored, and for a measure that there is not."""
    if measure not in MEASURES:
        raise unknown_name("measure", measure, MEASURES)
    if "lexicon" not in scores:
        raise AnalysisError("These are sentences without scores: give score_sentiment(sentences).")


def tone_weights(scores: pd.DataFrame, measure: str) -> np.ndarray:
    """How much each row counts in a mean of `measure`: a sentence is one compound; valence is per word."""
    check_scores(scores, measure)
    words = count_words(scores).astype(float)
    return words if measure == "valence" else (words > 0).astype(float)
