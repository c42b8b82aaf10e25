"""How far a number can be trusted: intervals, re-dealt segments, corrections and verdicts.

Every function takes plain arrays (a matrix of segments × terms, or values with their weights and segment labels), so
that words, tones, topics and sentence lengths are all judged by the same rules.
"""

from .corrections import benjamini_hochberg, holm
from .detectability import detectable_ratios
from .families import westfall_young
from .formulas import formula_difference
from .intervals import (
    log_ratio,
    log_ratio_intervals,
    nullable,
    overdispersion,
    share_intervals,
)
from .leaving_out import leave_one_out
from .means import mean_difference, mean_interval
from .shuffles import deal_sides, shuffle_p
from .strength import difference_strength, join_neighbours
from .verdicts import CIRCULAR, FLOOR, FRAGILE, LEVEL, NOT_SUPPORTED, SUPPORTED, TOO_RARE, VERDICTS, stands, verdicts

__all__ = [
    "CIRCULAR",
    "FLOOR",
    "FRAGILE",
    "LEVEL",
    "NOT_SUPPORTED",
    "SUPPORTED",
    "TOO_RARE",
    "VERDICTS",
    "benjamini_hochberg",
    "deal_sides",
    "detectable_ratios",
    "difference_strength",
    "formula_difference",
    "holm",
    "join_neighbours",
    "leave_one_out",
    "log_ratio",
    "log_ratio_intervals",
    "mean_difference",
    "mean_interval",
    "nullable",
    "overdispersion",
    "share_intervals",
    "shuffle_p",
    "stands",
    "verdicts",
    "westfall_young",
]
