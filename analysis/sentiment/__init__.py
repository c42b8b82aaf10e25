"""sentences to scores to tone: what word lists can say about how a text speaks, and what they cannot.

`lexicons` the instruments · `vader` its rules · `masking` names out of sight · `scores` a row a sentence · `tone` two
sides compared · `arcs` through the text · `shifts` the words that make the difference.
"""

from .arcs import arc_shape, sentiment_arc
from .lexicons import LEXICONS, Lexicon, load_lexicon, read_lexicon
from .masking import MASKS, SUBJECT_WORDS, mask_texts
from .scores import score_sentiment
from .shifts import weigh_words
from .tone import compare_sentiment

__all__ = [
    "LEXICONS", "MASKS", "SUBJECT_WORDS", "Lexicon", "arc_shape", "compare_sentiment", "load_lexicon", "mask_texts",
    "read_lexicon", "score_sentiment", "sentiment_arc", "weigh_words",
]  # fmt: skip
