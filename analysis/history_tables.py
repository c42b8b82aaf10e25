"""The tables of a study that tell history: names, dates, causes, deeds, judgements, sources, and a reader's marks."""

import pandas as pd

from analysis.codings import check_codings, mark_confirmed, read_codings
from analysis.errors import name_some, warn_user
from analysis.history import (
    count_coverage,
    describe_sources,
    find_actions,
    find_causes,
    find_characterisations,
    find_dates,
)
from analysis.knobs import Knobs
from analysis.question import made_once


class HistoryTables(Knobs):
    """What `Study` adds of history; each table is one public function, with the line of the file where a row stands."""

    @made_once
    def codings(self) -> pd.DataFrame:
        """`read_codings`: what a reader has marked, in the documents of this reading; what cannot be found is said."""
        found = read_codings(self.corpus)
        if len(lost := found[~found["found"]]):
            said = name_some(check_codings(lost)["says"].str.removesuffix("."), 3)
            warn_user(f"Marks that are not found: {said}.")
        return found

    @made_once
    def coverage(self) -> pd.DataFrame:
        """`count_coverage`: how often each document names each name of corpus.toml, else of those suggested."""
        return count_coverage(self.corpus, self.corpus.names if len(self.corpus.names) else None)

    @made_once
    def dates(self) -> pd.DataFrame:
        """`find_dates`, with `line`."""
        return self._lined(find_dates(self.corpus))

    @made_once
    def actions(self) -> pd.DataFrame:
        """`find_actions`, with `line`."""
        return self._lined(find_actions(self.corpus))

    @made_once
    def causes(self) -> pd.DataFrame:
        """`find_causes`, with `line` and whether a reader's mark bears it out."""
        return mark_confirmed(self._lined(find_causes(self.corpus)), self.codings, kind="cause")

    @made_once
    def characterisations(self) -> pd.DataFrame:
        """`find_characterisations`, with `line` and whether a reader's mark bears it out."""
        return mark_confirmed(self._lined(find_characterisations(self.corpus)), self.codings, kind="stance")

    @made_once
    def sources(self) -> pd.DataFrame:
        """`describe_sources`: what each note names, and what it supports."""
        return describe_sources(self.corpus)

    def _lined(self, table: pd.DataFrame) -> pd.DataFrame:
        places = zip(table["document"].astype(str), table["start"].astype(int), strict=True)
        lines = [self.corpus[document].line_at(start) for document, start in places]
        return table.assign(line=pd.array(lines, dtype="Int64"))
