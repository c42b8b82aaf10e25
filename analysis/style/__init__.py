"""How a text is written: length of sentences, variety of words, readability, stance."""

from .comparison import compare_style
from .diversity import hdd, mattr, mtld, window_ratios
from .readability import count_for_readability, count_syllables
from .stance import count_stance, find_stance, stance_lists

__all__ = [
    "compare_style",
    "count_for_readability",
    "count_stance",
    "count_syllables",
    "find_stance",
    "hdd",
    "mattr",
    "mtld",
    "stance_lists",
    "window_ratios",
]
