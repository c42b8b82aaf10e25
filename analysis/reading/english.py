"""The English that the reader knows: verbs of saying, pronouns, conjunctions. Grammar, not words of any text."""

import re


def words(text: str) -> tuple[str, ...]:
    """A list of words, written as one string so that it can be read and mended."""
    return tuple(text.split())


SAYING = words("""
say tell ask reply answer retort respond declare announce state claim argue assert insist complain protest explain add
continue conclude note observe remark comment write recall remember report warn promise predict propose suggest demand
order urge admit acknowledge concede confess deny agree maintain contend stress emphasize emphasise reiterate repeat
proclaim pronounce exclaim shout cry whisper mutter murmur joke quip sneer boast vow swear reflect muse think wonder
object interject testify lament sigh plead beg advise affirm recount""")
CALLING = words("call term dub label brand describe denounce characterize characterise deem find")
_PAST = {"say": "said", "tell": "told", "write": "wrote written", "think": "thought", "swear": "swore", "find": "found"}

CONJUNCTIONS = frozenset(
    words("""
and but or when as that because while if whereas although though since after before until so for yet""")
)
NO_VERBS = frozenset(
    words("""
and or of in on at to for from with by about into over under against between during than as the a an nor but his her
their its""")
)
NOT_NAMES = frozenset(
    words("""
A An And As At But By For From He Her His I If In It Its My No Not Of On One Or Our She So Some Such That The Their
There These They This Those Though To We What When Where While Who With You Your After Before Once Still Then Yet Thus
However Although Since Both Here How Now Only Even All Any Many Most Much Instead""")
)
TITLES = frozenset(
    words("""
the Mr Dr Professor Comrade Chairman President Premier Prime Foreign Minister Marshal General Colonel Secretary
Ambassador Senator Chancellor King Queen Pope Soviet Chinese American British""")
)
SMALL_WORDS = frozenset(words("a an and as at but by for from in into of on or over the to with"))
ADVERB = r"(?:[a-z]+ly|later|then|once|also|again|never|always|further|now|even|would|had|has|have|could|did|might)"

# Without the last stop, in lower case, as Punkt wants them; those that often end a sentence (etc, jr) are left out.
ABBREVIATIONS = frozenset(
    words("""
vol vols no nos pp p pg ed eds trans tr ch chs chap fig figs sec cf ibid op cit et al viz approx ca c vs e.g i.e
dr mr mrs ms prof gen col capt lt sgt sen rep gov st rev hon pres amb messrs mt ft
jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k u.n u.s.s.r p.r.c a.m p.m""")
)


def forms(stem: str) -> list[str]:
    """A verb's forms.

    >>> forms("cry"), forms("tell")
    (['cry', 'cries', 'cried', 'crying'], ['tell', 'tells', 'telled', 'telling', 'told'])
    """
    base = stem.removesuffix("e")
    in_y = re.search(r"[^aeiou]y$", stem)
    ending = "es" if re.search(r"(?:s|sh|ch)$", stem) else "s"
    third, past = (stem[:-1] + "ies", stem[:-1] + "ied") if in_y else (stem + ending, base + "ed")
    doubled = re.search(r"[^aeiou][aeiou][bgp]$", stem)  # dub, dubbed
    double = [stem + stem[-1] + end for end in ("ed", "ing")] if doubled else []
    return [stem, third, past, base + "ing", *double, *_PAST.get(stem, "").split()]


def any_of(stems: tuple[str, ...]) -> str:
    """A pattern for any form of any of these verbs."""
    return "|".join(sorted({form for stem in stems for form in forms(stem)}, key=len, reverse=True))
