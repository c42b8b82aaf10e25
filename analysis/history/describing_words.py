"""Words by which a description is told from a place, a count, a title or a passing state. English, of no text."""

from analysis.reading.english import words

# Adjectives that place, count or identify, and judge nobody.
DULL = frozenset(
    words("""
other same own such many several few more most first second third last next former latter late early whole entire
certain various only main present future past new recent right left northern southern eastern western central
following so-called respective different similar like additional further overseas foreign domestic local national
international official federal numerous urban rural armed working provisional""")
)
PASSING = frozenset(
    words("""
able unable about likely unlikely due present absent available alive dead over here there ready bound sure subject
aware unaware willing unwilling inclined free prepared back away true possible impossible necessary clear""")
)
TELLING_PREPOSITIONS = ("like", "without", "beyond", "above", "beneath", "unlike")
REGARD = frozenset(
    words("""
regard consider describe portray depict denounce condemn call label brand dub term deem think see view treat
characterize characterise dismiss hail praise mock deride name proclaim declare prove picture paint present cast find
make mark acknowledge recognize recognise know remember represent judge believe style think address establish
position""")
)
TRAITS = frozenset(
    words("""
behavior behaviour character conduct manner style temper temperament nature personality mind attitude disposition
spirit leadership mentality outlook tone language rhetoric reputation ambition demeanor demeanour intellect
mood appearance bearing posture attitudes intentions pride""")
)
NO_TRAITS = frozenset(words("willingness readiness awareness business likeness witness illness happiness wilderness"))
BARE = frozenset(
    words("""
arrogance vanity genius courage wisdom weakness cruelty pride stupidity brilliance cowardice ineptitude incompetence
ignorance stubbornness ruthlessness cunning boldness audacity paranoia megalomania perfidy treachery weaknesses folly
hypocrisy shrewdness modesty generosity tenacity obstinacy greatness""")
)
KIN = ("son", "daughter", "brother", "sister", "wife", "father", "mother")  # says who it is, not what he is like
