"""Who speaks: words by voice and speaker."""

import pandas as pd

from analysis.reading.corpus import BODY_KINDS, QUOTED_KINDS, Corpus


def count_voices(corpus: Corpus) -> pd.DataFrame:
    """The ledger of words by speaker.

    How to read it: a share of .2 beside a speaker says that a fifth of the words between the covers are that
    speaker's, as this text quotes them. Within a document the shares add to 1.
    Returns: one row a voice of a document, the author first, then by words: document, voice ("author", "quoted"),
    speaker ("" for the author, "unknown" where the text does not tell), words (parted by white space), share.
    Doubt it where `corpus.quotations` names the wrong speaker or none: read those rows against the text. Words in
    scare quotes and titles are the author's.
    """
    rows = []
    for document in corpus.texts:
        words = _words_by_speaker(corpus, document)
        total = sum(words.values())
        ordered = sorted(words, key=lambda voice: (voice[0] == "quoted", -words[voice], voice[1]))
        rows += [(document, *voice, words[voice], words[voice] / total if total else 0.0) for voice in ordered]
    return pd.DataFrame(rows, columns=["document", "voice", "speaker", "words", "share"])


def _words_by_speaker(corpus: Corpus, document: str) -> dict[tuple[str, str], int]:
    blocks = corpus.blocks[(corpus.blocks["document"] == document) & corpus.blocks["kind"].isin(BODY_KINDS)]
    quoted = corpus.quotations[
        (corpus.quotations["document"] == document) & corpus.quotations["kind"].isin(QUOTED_KINDS)
    ]
    words = {("author", ""): sum(len(text.split()) for text in blocks["text"])}
    reached = -1
    for row in quoted.itertuples():
        if row.start >= reached:  # an inner quotation is its outer speaker's
            n = len(row.text.split())
            words["quoted", row.speaker] = words.get(("quoted", row.speaker), 0) + n
            words["author", ""] -= n
            reached = row.end
    return words
