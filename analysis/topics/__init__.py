"""What the passages are about: topics that stay when passages are left out, and what each text spends on them.

`fit` (one fit, of the terms that may speak) → `consensus` (many fits joined) → `model` (tables with laws) → `quality`
(what may be interpreted), `passages` (back to the text), `comparison` (one text against another), `course`, `themes`.
"""

from analysis.topics.comparison import compare_topics, project_topics
from analysis.topics.course import tell_apart, topic_course, topic_shares
from analysis.topics.fit import TOPIC_TERMS, choose_topic_terms
from analysis.topics.model import TopicModel, fit_topics
from analysis.topics.numbers import topic_counts
from analysis.topics.passages import find_passages
from analysis.topics.quality import top_terms
from analysis.topics.themes import compare_themes, topic_specifications

__all__ = [
    "TOPIC_TERMS",
    "TopicModel",
    "choose_topic_terms",
    "compare_themes",
    "compare_topics",
    "find_passages",
    "fit_topics",
    "project_topics",
    "tell_apart",
    "top_terms",
    "topic_counts",
    "topic_course",
    "topic_shares",
    "topic_specifications",
]
