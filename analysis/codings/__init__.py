"""A reader's hand: what people have marked in the texts, and how far two of them agree.

`marks` codings.csv, passages marked by readers · `writing` a mark more, confirmed or rejected · `agreement` two
readers' marks · `confirming` finders' rows that a reader's mark bears out · `sheet` sentences to be coded for tone ·
`coders` what those codes say.
"""

from analysis.codings.agreement import compare_codings, find_coding_disagreements
from analysis.codings.coders import compare_coders, compare_with_coders
from analysis.codings.confirming import mark_confirmed
from analysis.codings.marks import check_codings, read_codings
from analysis.codings.rows import CODING_KINDS
from analysis.codings.sheet import CODEBOOK, export_coding_sheet, read_coding_sheets
from analysis.codings.writing import save_coding, save_judgement

__all__ = [
    "CODEBOOK",
    "CODING_KINDS",
    "check_codings",
    "compare_coders",
    "compare_codings",
    "compare_with_coders",
    "export_coding_sheet",
    "find_coding_disagreements",
    "mark_confirmed",
    "read_coding_sheets",
    "read_codings",
    "save_coding",
    "save_judgement",
]
