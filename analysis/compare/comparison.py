"""A comparison as a value: its table, and what its numbers rest on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Literal

import numpy as np
import pandas as pd
from pandas.api.typing import NAType

from analysis.errors import AnalysisError, unknown_name
from analysis.evidence import VERDICTS, leaves_out_zero
from analysis.showing.claims import Claim, claim
from analysis.showing.fields import used_fields
from analysis.showing.tables import Shown, show_table
from analysis.terms import Voice
from analysis.terms.rule import listed

WAYS = {"target": (1, 0), "reference": (0, 1), "either": (1, 1)}  # whether a gap above, below zero is meant


@dataclass(frozen=True, eq=False)
class Comparison:
    """What a comparison found, and what its numbers rest on.

    Attributes
    ----------
    table : DataFrame
        What the function that compared gives, such as `compare_terms`.
    key : str
        The column that names a row: term, theme, topic, measure.
    family : str
        The questions that were asked, and corrected, together.
    target, reference : str
        What the two sides are called.
    voice : {"author", "quoted", None}
        Whose words were compared; None for everybody's.
    segments, words : tuple of int
        How much text either side has: target, reference.
    """

    table: pd.DataFrame
    key: str
    family: str
    target: str
    reference: str
    voice: Voice
    segments: tuple[int, ...]
    words: tuple[int, ...]

    @property
    def m(self) -> int:
        """How many questions the family has: the rows that were tested."""
        return int(self.table["p"].notna().sum())

    @property
    def tested(self) -> pd.DataFrame:
        """The rows that were tested."""
        return self.table[self.table["p"].notna()]

    def with_verdict(self, *verdicts: str) -> pd.DataFrame:
        """The rows that have one of these verdicts, in the table's order.

        Raises
        ------
        UnknownNameError
            For a verdict that there is not.
        """
        for verdict in verdicts:
            if verdict not in VERDICTS:
                raise unknown_name("verdict", verdict, VERDICTS)
        return self.table[self.table["verdict"].isin(verdicts)]

    def by_verdict(self) -> pd.DataFrame:
        """The table with what is supported first, then fragile, then the rest, each in the table's order."""
        order = self.table["verdict"].map({verdict: place for place, verdict in enumerate(VERDICTS)})
        return self.table.iloc[order.argsort(kind="stable")].reset_index(drop=True)

    def rows(self, names: Iterable[str]) -> pd.DataFrame:
        """The rows of these names, in the order asked for; a name that does not occur has no row."""
        parts = [self.table[self.table[self.key] == name] for name in listed(names)]
        return pd.concat([self.table.iloc[:0], *parts], ignore_index=True)

    def claim(
        self,
        text: str,
        *,
        verdict: str | tuple[str, ...] | None = None,
        towards: Literal["target", "reference", "either"] | None = None,
        holds: bool | Callable[..., object] = True,
        beside: Mapping[str, object] | None = None,
        **named: Any,
    ) -> Claim:
        """A sentence about one row, with its numbers, its family and what it is worth; checked as `claim` checks.

        Parameters
        ----------
        text : str
            Fields in braces are columns of the row (`{log_ratio:times}`, `{n_target}`), `{target}` and `{reference}`
            (what the sides are called), `{m}`, columns of other rows (`{had.n_target}`) and further numbers by name.
        verdict : str or tuple of str, optional
            The verdict the row must have, or one of these; without it the claim is a tendency.
        towards : {"target", "reference", "either"}, optional
            On which side of zero the whole interval of the row must lie.
        holds : bool or function, optional
            A further condition; a function is given the row and the other rows.
        beside : mapping, optional
            Further rows: name in the text → name in the table.
        **named
            The row, by the name of the key column (`term="soviet union"`), and further numbers.

        Returns
        -------
        Claim
            Shown as not holding, or an error, where a row does not exist or a condition fails.
        """
        if self.key not in named:
            raise AnalysisError(f"The claim “{text}” is about no row: name one, such as {self.key}=….")
        chosen = {"": named.pop(self.key), **(beside or {})}
        rows = {label: self.table[self.table[self.key] == name] for label, name in chosen.items()}
        about: dict[str, Any] = {
            "family": self.family,
            "m": self.m,
            "kind": "tendency" if verdict is None else "verdict",
        }
        absent = [f"“{chosen[label]}” is not in the table" for label, found in rows.items() if found.empty]
        if absent:
            named |= {"target": self.target, "reference": self.reference}
            return claim(text, False, why="; ".join(absent), missing="–", **about, **named)
        several = [f"{len(found)} rows are called “{chosen[label]}”" for label, found in rows.items() if len(found) > 1]
        taken = [f"“{name}” is a column of the table" for name in named if name in self.table]
        if several or taken:
            raise AnalysisError(
                f"The claim “{text}”: {(several + taken)[0]}; name one row, and other numbers otherwise."
            )
        row, *others = (found.iloc[0] for found in rows.values())
        known = row.to_dict() | {"target": self.target, "reference": self.reference, "m": self.m} | named
        known |= {label: SimpleNamespace(**other) for label, other in zip(list(rows)[1:], others, strict=True)}
        fields: dict[str, Any] = {name: known[name] for name in used_fields(text) if name in known}
        why = _objection(row, others, verdict, towards, holds)
        return claim(text, not why, why=why, **about, **fields)

    def show(self, columns: Iterable[str] | None = None, *, rows: int = 10, caption: str = "", **options: Any) -> Shown:
        """The table as readers see it (`show_table`), the sides called by their names; best verdicts first."""
        options |= {"rows": rows, "caption": caption or self._head()}
        return show_table(self.by_verdict(), columns, target=self.target, reference=self.reference, **options)

    def _head(self) -> str:
        whose = {"author": "the authors' own words", "quoted": "quoted words", None: "all words"}[self.voice]
        sizes = "; ".join(
            f"{name} {words:,} words in {segments} segments"
            for name, words, segments in zip((self.target, self.reference), self.words, self.segments, strict=True)
        )
        return f"{self.target} against {self.reference}, {whose} ({sizes}): {self.m} {self.family}."

    def __repr__(self) -> str:
        verdicts = self.table["verdict"].value_counts()
        return f"Comparison: {self._head()}\n  " + ", ".join(f"{n} {verdict}" for verdict, n in verdicts.items())

    def _repr_html_(self) -> str:
        return self.show(rows=5)._repr_html_()


def _objection(row, others, verdict, towards, holds) -> str:
    """What of the verdict, the side and the further condition that are claimed does not hold; "" where all do."""
    if towards is not None and towards not in WAYS:
        raise unknown_name("side", towards, WAYS)
    if verdict is not None and row["verdict"] not in ((verdict,) if isinstance(verdict, str) else verdict):
        return f"the verdict here is “{row['verdict']}”"
    if towards is not None and not leaves_out_zero([row["low"]], [row["high"]])[0]:
        return "the interval here includes no difference"
    if towards is not None and not WAYS[towards][0 if row["low"] > 0 else 1]:
        return "the difference here is the other way round"
    answer = holds(row, *others) if callable(holds) else holds
    if not isinstance(answer, bool | np.bool_ | NAType):
        raise AnalysisError(f"The condition `holds` of a claim is one yes or no, not {type(answer).__name__}.")
    return "" if not isinstance(answer, NAType) and answer else "its condition is not met here"
