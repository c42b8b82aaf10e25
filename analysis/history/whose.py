"""Whose words stand at a place of a text, asked place by place."""

from bisect import bisect_right

import pandas as pd

from analysis.corpus import Corpus


class Voices:
    """`Corpus.spoken` asked at one place: ("author", "") or ("quoted", the speaker)."""

    def __init__(self, corpus: Corpus):
        self._starts: dict[str, list[int]] = {}
        self._told: dict[str, list[tuple[str, str]]] = {}
        for name, part in corpus.spoken().groupby("document", sort=False):
            self._starts[str(name)] = part["start"].tolist()
            self._told[str(name)] = list(zip(part["voice"], part["speaker"], strict=True))

    def at(self, document: str, place: int) -> tuple[str, str]:
        return self._told[document][max(bisect_right(self._starts[document], place) - 1, 0)]

    def add(self, table: pd.DataFrame, places: list[int]) -> pd.DataFrame:
        """The table with `voice` and `speaker` of these places, one a row."""
        told = [self.at(name, place) for name, place in zip(table["document"], places, strict=True)]
        return table.assign(voice=[voice for voice, _ in told], speaker=[who for _, who in told])
