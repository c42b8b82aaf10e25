"""What the passages are about: topics that stay when passages are left out, and what each text spends on them.

`vocabulary` (which terms may speak) → `neighbours` and `fit` (one fit, and many on samples) → `model` (tables with
laws) → `quality` (what may be interpreted), `passages` (back to the text), `comparison` and `halves` (one text against
another), `course`, `themes`.
"""

from analysis.topics.comparison import compare_topics, score_topics
from analysis.topics.course import compare_two_topics, count_topic_shares, score_topic_course
from analysis.topics.model import TopicModel, fit_topics
from analysis.topics.numbers import compare_topic_numbers
from analysis.topics.passages import find_passages
from analysis.topics.quality import find_top_terms
from analysis.topics.themes import compare_themes, compare_topic_specifications
from analysis.topics.vocabulary import TOPIC_TERMS, choose_topic_terms

__all__ = [
    "TOPIC_TERMS",
    "TopicModel",
    "choose_topic_terms",
    "compare_themes",
    "compare_topic_numbers",
    "compare_topic_specifications",
    "compare_topics",
    "compare_two_topics",
    "count_topic_shares",
    "find_passages",
    "find_top_terms",
    "fit_topics",
    "score_topic_course",
    "score_topics",
]
