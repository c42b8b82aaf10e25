"""All that a comparison has found, as one value that its pages are told from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis.showing.claims import Claim
from analysis.study import Study
from analysis.workbook.gather import Gathered
from analysis.workbook.told_tables import Told


@dataclass(frozen=True)
class Found:
    """What a comparison of texts has found.

    Attributes
    ----------
    study : Study
        The texts under their knobs.
    gathered : Gathered
        The files, and what is to be said of those that were not read.
    tables : dict of str to Told
        Every table of the study, by name.
    claims : sequence of Claim
        What holds.
    unasked : sequence of str
        What could not be asked, and why.
    figures : DataFrame
        As `save_figures` gives it.
    beside : dict of str to Told
        Of more than two texts: each beside the target.
    wrong : sequence of str
        What failed in the notebook.
    """

    study: Study
    gathered: Gathered
    tables: Mapping[str, Told]
    claims: Sequence[Claim]
    unasked: Sequence[str]
    figures: pd.DataFrame
    beside: Mapping[str, Told] = field(default_factory=dict)
    wrong: Sequence[str] = ()

    @property
    def heading(self) -> str:
        """What is compared, in a line."""
        return told_together(list(self.gathered.files), self.study.names["target"])


def told_together(names: Sequence[str], target: str) -> str:
    """A few words for texts that are compared.

    >>> told_together(["a", "b"], "b"), told_together(["a", "b", "c"], "b")
    ('b and a', 'b and 2 other texts')
    """
    others = [name for name in names if name != target]
    return f"{target} and {others[0] if len(others) == 1 else f'{len(others)} other texts'}"
