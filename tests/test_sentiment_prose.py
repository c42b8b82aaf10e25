"""`lexicon="prose"`: each rule on the shortest sentence that shows it; no text was used to fit it."""

import numpy as np
import pandas as pd
import pytest

from analysis.sentiment import score_sentiment
from analysis.sentiment.masking import MASK_LETTER
from analysis.sentiment.prose import score_clauses
from analysis.sentiment.prose_words import prose_groups, prose_roles, prose_senses, prose_value, prose_words


def tone(*texts):
    return score_sentiment(pd.DataFrame({"text": texts}), lexicon="prose", mask=False)["compound"].tolist()


KINDER = {
    "negated praise is blame": ("The plan is good.", "The plan is not good."),
    "negated blame is weaker than praise": ("The plan is excellent.", "The plan is not terrible."),
    "negated blame is kinder than blame": ("The plan is not terrible.", "The plan is terrible."),
    "negation reaches past an adverb and an article": ("It is a very good idea.", "It was never really a good idea."),
    "negation ends with its clause": ("It was not new, and it was good.", "It was not new and not good."),
    "'not only' negates nothing": ("Not only was it fair, it was wise.", "It was not fair, it was wise."),
    "what prevents a harm is no harm": ("The law prevents war.", "The law brings war."),
    "what undermines a good is a harm": ("It wins confidence.", "It undermines confidence."),
    "a lack of the good is bad": ("It has freedom.", "The loss of freedom is real."),
    "ending in disaster removes no disaster": ("It ended the disaster.", "It ended in disaster."),
    "what follows 'but' outweighs what precedes it": ("A disaster, but a brave one.", "Brave, but a disaster."),
    "a concession weighs less": ("Though the economy is weak, hope is strong.", "Hope is strong and the economy weak."),
    "a wish is less than a fact": ("It is good.", "It would be good."),
    "too good is not good": ("It is good.", "It is too good."),
    "degree adverbs strengthen": ("a deeply wise law", "a somewhat wise law"),
    "a prefix turns a word": ("convincing", "unconvincing"),
}


@pytest.mark.parametrize(("rule", "pair"), KINDER.items())
def test_rule(rule, pair):
    """Of each pair of sentences the first is the kinder one, for the reason that its name gives."""
    kinder, harsher = tone(*pair)
    assert kinder > harsher, rule


def test_senses_of_prose_are_neutral():
    """Words that VADER praises in another sense judge nothing: a party, a service, a kind, a security council."""
    texts = [
        "The party and its intelligence service met.",
        "This kind of party, as well as others like it.",
        "The Security Council and the Supreme Court.",
        "Great Britain, at least.",
    ]
    assert tone(*texts) == [0.0] * 4
    assert min(score_sentiment(pd.DataFrame({"text": texts[:3]}), mask=False)["compound"]) > 0


def test_a_phrase_has_one_value():
    """A listed phrase counts once, at its last word, and its own "no" does not negate it."""
    words, values = score_clauses("There is no excuse for it.")
    assert values[words.index("excuse")] < -1 and np.count_nonzero(values) == 1


def test_forms_and_parts_of_words():
    """A word unknown to all lists takes the value of its dictionary form, stem or parts; a masked one has none."""
    assert prose_value("prevailing") == prose_value("prevail") > 0 > prose_value("undermining")
    assert prose_value("unfairly") < 0 < prose_value("prudently")
    assert prose_value("war-torn") < 0 and prose_value("qwertz") == 0 and prose_value(MASK_LETTER * 5) == 0


def test_the_word_file_is_in_order():
    """Each entry stands in one group of values only, values are in -4..4, and phrases have two to five words."""
    valued = {head: entries for head, entries in prose_groups().items() if head[-1].isdigit()}
    entries = [entry for group in valued.values() for entry in group]
    assert len(entries) == len(set(entries)) == len(prose_words())
    assert all(-4 <= float(head) <= 4 for head in valued) and all(0 < len(entry.split()) <= 5 for entry in entries)
    assert len(prose_senses()) > 20 and all(-4 <= sense[2] <= 4 for found in prose_senses().values() for sense in found)
    assert set().union(*prose_roles().values()) == {
        *("negators", "removers", "spoilers", "ends", "fights", "cures", "guards", "assaults", "failing", "passing"),
        *("arriving", "stronger", "weaker", "colourless", "hypothetical", "duty", "condition", "pretence"),
        *("contrast", "concession", "opens", "subjects", "determiners", "prepositions", "finite", "pasts"),
        "adjuncts",
    }


def test_empty_and_odd_texts():
    """No words, only marks, or a text without a vowel: a score of 0 and no complaint."""
    assert tone("", "…", "-- , --", "xx 12 3", "😀") == [0.0] * 5
