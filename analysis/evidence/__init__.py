"""How far a number can be trusted: intervals, re-dealt segments, corrections and verdicts.

Every function takes plain arrays (a matrix of segments × terms, or values with their weights and segment labels), so
that words, tones, topics and sentence lengths are all judged by the same rules.
"""

from analysis.evidence.agreement import BOOTSTRAPS, alpha_interval, krippendorff_alpha
from analysis.evidence.company import works_apart
from analysis.evidence.detectability import detectable_ratios
from analysis.evidence.drift import document_factors, side_factors, stretch_factors
from analysis.evidence.intervals import join_neighbours, log_ratio, nullable
from analysis.evidence.means import formula_difference, mean_difference, mean_interval
from analysis.evidence.ratios import log_ratio_intervals, share_intervals
from analysis.evidence.shuffles import deal_sides, shuffle_p
from analysis.evidence.strength import difference_strength
from analysis.evidence.verdicts import (
    CIRCULAR,
    FLOOR,
    FRAGILE,
    LEVEL,
    NOT_SUPPORTED,
    SUPPORTED,
    TOO_RARE,
    VERDICTS,
    benjamini_hochberg,
    judge,
    leaves_out_zero,
    plain_numbers,
    stands,
)

__all__ = [
    "BOOTSTRAPS",
    "CIRCULAR",
    "FLOOR",
    "FRAGILE",
    "LEVEL",
    "NOT_SUPPORTED",
    "SUPPORTED",
    "TOO_RARE",
    "VERDICTS",
    "alpha_interval",
    "benjamini_hochberg",
    "deal_sides",
    "detectable_ratios",
    "difference_strength",
    "document_factors",
    "formula_difference",
    "join_neighbours",
    "judge",
    "krippendorff_alpha",
    "leaves_out_zero",
    "log_ratio",
    "log_ratio_intervals",
    "mean_difference",
    "mean_interval",
    "nullable",
    "plain_numbers",
    "share_intervals",
    "shuffle_p",
    "side_factors",
    "stands",
    "stretch_factors",
    "works_apart",
]
