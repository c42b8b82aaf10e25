"""The words of English that say that one thing brought about another, by kind."""

from analysis.reading.english import words

CAUSE, PURPOSE, CONDITION, OBSTACLE = "cause", "purpose", "condition", "obstacle"
HEDGES = frozenset(
    words("""
        perhaps maybe may might possibly probably presumably apparently seemingly likely arguably seem seemed seems
        appear appeared appears suggest suggests suggested""")
)
# A subject does it to an object: cause and effect.
DOING = frozenset(
    words("""
        cause provoke trigger spark prompt induce force compel precipitate exacerbate worsen intensify aggravate deepen
        catalyze catalyse fuel foster occasion necessitate engender generate undermine hasten inspire produce influence
        strain weaken strengthen embitter enrage alarm convulse bring drive encourage motivate enable stimulate spur
        accelerate facilitate kindle ignite inflame elicit evoke arouse entail create destabilize threaten jeopardize
        impel instigate allow permit help push lead oblige explain ensure shatter""")
)
OBSTACLES = frozenset(words("prevent hinder impede preclude thwart forestall deter hamper obstruct"))
ONLY_WITH_MORE: dict[str, tuple[str, ...]] = {
    "bring": ("about", "on", "upon"), "drive": ("apart", "out", "into", "to", "away"),
    "push": ("into", "toward", "towards"),
    **dict.fromkeys(("force", "compel", "lead", "allow", "permit", "help", "oblige", "impel"), ()),
}  # fmt: skip
BY_ONLY = frozenset(words("explain"))  # what explains in the active voice is a person, mostly
FROM = frozenset(words("result stem arise spring derive flow originate"))
TO = {"lead": "to", "result": "in", "contribute": "to", "culminate": "in", "conduce": "to", "bring": "about"}
# A verb, its object and a preposition: set the stage for.
PHRASES = {
    ("set", "stage"): ("for",), ("pave", "way"): ("for", "to"), ("open", "door"): ("for", "to"),
    ("open", "way"): ("for", "to"), ("give", "rise"): ("to",), ("lay", "foundation"): ("for", "of"),
    ("lay", "groundwork"): ("for",), ("play", "role"): ("in",), ("play", "part"): ("in",),
    ("have", "effect"): ("on", "upon"), ("have", "impact"): ("on", "upon"),
}  # fmt: skip
BETWEEN = {"attribute": "to", "ascribe": "to", "trace": "to", "owe": "to", "blame": "on"}  # the cause comes last
# Nouns whose "of", "for" or "in" names the effect, and those whose "of" names the cause.
OF_EFFECT = frozenset(
    words("cause reason source root origin catalyst trigger ground motive basis factor spark explanation occasion")
)
OF_CAUSE = frozenset(words("result consequence effect outcome product upshot fruit aftermath reflection response"))
AFTER_NOUNS = ("of", "for", "in", "behind", "to")
PREPOSITIONS = tuple(
    tuple(form.split())
    for form in (
        "as a result of", "as a consequence of", "in consequence of", "on account of", "by reason of", "by virtue of",
        "as the result of", "in response to", "in the wake of", "in view of", "in light of", "in the light of",
        "at the cost of", "for fear of", "for want of", "for lack of", "because of", "due to", "owing to", "thanks to",
        "out of", "from", "through",
    )
)  # fmt: skip
FEELINGS = frozenset(words("fear anger spite respect pity necessity love hatred jealousy envy pride desperation habit"))
ONLY_FEELINGS = frozenset(words("out from through"))
OWED = frozenset(words("sum debt payment amount money respect honor honour allegiance credit arrears"))
ADVERBS = frozenset(words("therefore thus hence consequently accordingly thereby"))
LONG_ADVERBS = tuple(
    tuple(form.split())
    for form in (
        "as a result", "as a consequence", "in consequence", "for this reason", "for that reason", "for these reasons",
        "because of this", "because of that",
    )
)  # fmt: skip
# Such a verb after "as" says why more often than when.
STATES = frozenset(
    words("be have know believe want need lack mean feel remain think consider regard possess wish hope fear seem")
)
ASIDES = frozenset(
    words("say see tell mention note put state show expect suppose call describe remark observe deem term imagine")
)
# Words before "that" which make one causal conjunction, with the side that follows.
BEFORE_THAT = frozenset(words("seeing given considering inasmuch"))
ROOMS = frozenset(
    words("door room house hall table station river gate street road stair kitchen garden town village city bed place")
)
FINITE = ("VBD", "VBZ", "VBP", "MD")
# What a person does to a person is a deed rather than a cause, unless it is said what came of it.
MILD = frozenset(
    words("""
        produce generate encourage inspire influence weaken strengthen alarm engender foster hasten create help allow
        permit threaten ensure facilitate bring lead oblige kindle ignite inflame shatter""")
)
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
SHOWN = frozenset(words("known clear plain public sure certain manifest use"))  # made known is told, not caused
