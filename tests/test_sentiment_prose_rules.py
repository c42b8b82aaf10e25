"""`lexicon="prose"`: what a reader would try on its rules, sentence by sentence; each list belongs to one rule."""

import pandas as pd
import pytest

from analysis.sentiment import score_sentiment

PRAISE = {
    "a preposition's denial ends at the verb": """A man without fear saved the town. A ruler without malice was loved.
        The policy with no precedent was a triumph. The officer who had no fear was a hero.""",
    "a denial ends with its clause": """Without war, peace and prosperity came. He was not tall and he was kind.""",
    "a noun removes what it governs": """A decline in theft was reported. The sharp decline in crime went on.
        The prevention of war was their aim. They called for an end to violence. The abolition of slavery followed.
        Freedom from fear was promised. The fight against corruption went on. An absence of cruelty marked the reign.
        The cure for the disease was found. The war on poverty was a success. His rule was free of cruelty.""",
    "a noun that guards or strives spoils no good": """The struggle for freedom was noble.
        The protection of liberty was their aim. Praise for the plan was deserved.""",
    "blame that passes or is taken away": """Crime fell sharply. The violence ended. War was averted.
        The threat of war receded. The danger passed and all was well. The famine did not return. The famine never came.
        He opposed the cruel law. They fought corruption. They overcame their fear.""",
    "what does not spoil": """They never undermined his success. Her courage did not fail her.
        It never fails to delight.""",
    "denial in front, or of a comparison, is the highest praise": """Never has she had so great a success.
        Never had the country known such prosperity. Seldom has a minister shown such courage.
        There was never a better friend. No one was more generous. Nothing could be finer.
        He could not have been kinder. No finer man ever lived. A more generous man was never born.""",
    "'too' that only adds": """He too was brave. She was brave, too. We cannot be too grateful.
        He was only too happy to help.""",
    "two denials": """He was not without courage. He never acted without kindness. It was not a bad plan.
        It was not for nothing that they admired him. There is no doubt that it was a success.""",
    "senses by company": """They fought for a just cause. The verdict was just. The book is worth reading.
        I like this book. Her work was outstanding. An outstanding teacher taught them. The machine works well.
        It was not just a plan but a brave one.""",
    "a hostile reader's praise": """Their retreat without loss was a triumph. The drop in violence continued.
        Never before had we seen so beautiful a city. Not since 1945 has there been so great a victory.
        Only the brave deserve the fair. It is just and right. If they win, freedom is safe. It was worth every penny.
        He was free from malice. It was nothing short of a triumph. They had a little hope. He won without cheating.
        He condemned the massacre. He could hardly have been more helpful. Nobody does it better. The crisis is over.
        The tyrant was overthrown. Less war and more freedom followed. Thanks to him, the crisis was averted.""",
    "a phrase of time stands beside a denial": """He did not rest after his triumph. They did not know him
        before his success. We never slept during that glorious week.""",
    "what may have been may be so": "He might have been happy there. She may have been an honest judge.",
    "phrases that deny and blame nothing": """In spite of the rain they won. He could not but admire her courage.
        Never mind the rain, it was a success. He was without doubt a brave man.""",
    "a degree word": "It was a terribly good story. The result was fairly good. A few praised him.",
    "a concession": "Though harsh, he was a brave and honest man. Hardly had she won when all praised her.",
}
BLAME = {
    "a preposition's denial ends at the verb": """An attack without warning was inexcusable.
        The plan without merit was a disaster. Not to help them was shameful. Doing nothing would be disgraceful.""",
    "a subject's denial does not": "No leader was honest. Nobody was kind to them. Not one honest man remained.",
    "a denial reaches through a list": """It was not new, good or fair. Without honesty, wisdom or courage, he ruled.
        The treaty brought neither peace nor honour. He was neither wise nor kind.""",
    "a denial reaches into what is thought": """He did not think that the plan was good. It is not that he was kind.""",
    "a noun spoils what it governs": """The decline of freedom alarmed nobody. The loss of liberty followed.
        It was a threat to peace. The collapse of confidence was complete. It was a mockery of justice.
        The opposition to reform was strong. The war on the poor was a disgrace.""",
    "what does not take away": """The reform failed to prevent famine. They did not prevent the massacre.
        Nothing could stop the slaughter. The famine did not end. It did nothing to relieve the suffering.
        The war could have been prevented. The defence of slavery went on. They fought wars for sugar.
        The enemy fell upon the village.""",
    "praise that passes or is taken away": """Hope vanished. His freedom was destroyed. Their hopes were crushed.
        Peace was not achieved. Justice was not done. The law denied them justice. It lacks charm.
        He lost his freedom.""",
    "denial in front of blame": "Never has a people suffered so cruel a fate. Nothing could be worse.",
    "a plain denial": """It was no better than the old plan. It was never a good plan. Nothing good came of it.
        He was never so good as his father. Few praised him. It was hardly a success. Nor was the harvest good.
        It was far from good. It was anything but a success. The town was no longer secure. There was no hope.""",
    "too much": """The plan was too good to be true. The sentence was too harsh. It was not too good.
        Too many good men died.""",
    "what should have been": """He should have been honest. It would have been wise. If only he had been honest!
        He acted as if he were a hero.""",
    "senses by company": "The law was not just. I don't like this book. It was a fine of forty pounds for the poor.",
    "a choice": "He chose war instead of peace. Far from helping, it was a fraud.",
    "a hostile reader's blame": """Attacking without warning was a disgrace. The drop in confidence continued.
        Never has she been so wrong. They should have prevented the famine. The plan was not worth the paper.
        The lack of honesty was clear. They had little hope. Success eluded them. The minister refused to help.
        He refused to condemn the massacre. The council did nothing but quarrel. I couldn't be more disappointed.
        The film is neither funny nor moving. The democracy was overthrown. The reform was little more than a fraud.
        Not all of them were honest. His failure to reform was inexcusable. Would that he had been honest.
        The general, without warning, betrayed his friends.""",
    "a phrase of time stands beside a denial of praise": """He did not sleep after the massacre.
        Nothing grew there after the war.""",
    "a degree word of blame": "It was a terribly bad story.",
    "a concession": "Though brave, he was a tyrant.",
    "no excuse": "There is no excuse for it. The so-called reform deceived nobody.",
}
NEITHER = """It was just a plan. They had just arrived. Manufactured goods were shipped. They shared it like this.
    The grain was worth forty dollars. The outstanding orders were filled. The shares outstanding were counted.
    The party as well as its leader went. Twenty dollars worth of grain was sold. Just then the train left.
    The village lay at the foot of the hill, lying on its side. The difference lies in the soil.
    He argued that it rained. The third division crossed the river. The allies signed the treaty. The door was open.
    He resolved to go. The greater part of the road was cultivated land. He was distinguished from his
    brother by his hat. The little children played. The estate was worth 300 pounds.
    The execution of the plan began. What happened next?"""
WEAKER = [  # the first is nearer to nothing than the second, and on the same side
    ("It was only a success.", "It was a success."),
    ("He should be honest.", "He is honest."),
    ("If the plan is good, we shall see.", "The plan is good."),
    ("The plan would be good.", "The plan is good."),
    ("The plan may be good.", "The plan is good."),
    ("It could have been a disaster.", "It was a disaster."),
    ("Please be honest.", "He was honest."),
    ("Let us be honest.", "We were honest."),
    ("It was only a mistake.", "It was a mistake."),
    ("Was it a disaster?", "It was a disaster."),
    ("It was not too bad.", "It was good."),
    ("It was not there.", "It was bad."),
]


def tone(*texts: str) -> list[float]:
    return score_sentiment(pd.DataFrame({"text": texts}), lexicon="prose", mask=False)["compound"].tolist()


def sentences(text: str) -> list[str]:
    return [part + sign for part, sign in _parts(" ".join(text.split()))]


def _parts(text: str):
    start = 0
    for at, sign in enumerate(text):
        if sign in ".!?":
            yield text[start:at].strip(), sign
            start = at + 1


@pytest.mark.parametrize(("rule", "text"), PRAISE.items())
def test_praise(rule, text):
    """Each sentence of the list speaks well of something, for the reason that its name gives."""
    found = dict(zip(sentences(text), tone(*sentences(text)), strict=True))
    assert {sentence for sentence, value in found.items() if value <= 0.02} == set(), rule


@pytest.mark.parametrize(("rule", "text"), BLAME.items())
def test_blame(rule, text):
    """Each sentence of the list speaks ill of something, for the reason that its name gives."""
    found = dict(zip(sentences(text), tone(*sentences(text)), strict=True))
    assert {sentence for sentence, value in found.items() if value >= -0.02} == set(), rule


def test_neither():
    """Words in a sense that judges nothing leave a sentence where it was."""
    assert tone(*sentences(NEITHER)) == [0.0] * len(sentences(NEITHER))


@pytest.mark.parametrize(("weaker", "stronger"), WEAKER)
def test_weaker(weaker, stronger):
    """What is restricted, wished, supposed or asked says less than what is asserted, and not the contrary."""
    less, more = tone(weaker, stronger)
    assert 0 < abs(less) < abs(more) and less * more > 0


def test_a_denial_leans_to_blame():
    """A sentence without any word of praise or blame is a little worse with a negation than without, once each."""
    plain, denied, contracted = tone("He went there.", "He did not go there.", "He didn't go there.")
    assert plain == 0 and -0.25 < denied == contracted < 0


def test_long_sentences_do_not_grow():
    """Six hits of one kind say more than one, but less than three times as much; mixed ones say little."""
    one, six, mixed = tone("It was good.", "It was " + "good, good, " * 3 + "all.", "It was good, bad, good and bad.")
    inner = [value / (1 - value * value) ** 0.5 for value in (one, six)]
    assert inner[0] < inner[1] < 3 * inner[0] and abs(mixed) < 0.35
    alone, among = tone("It was a good day.", "It was a good day, and the road by the river led on to the towns.")
    assert alone > among > alone / 2
