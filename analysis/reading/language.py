"""Which language a text is in: English by its words of grammar, any other by a small trained classifier."""

import re
from collections.abc import Iterable

from analysis.reading.english import words

ENGLISH = "en"
_GRAMMAR = frozenset(
    words("the of and to that is it with he his by from which this be not are have she they their we you but as at for")
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = bytes(at if _WORD.match(chr(at)) else 32 for at in range(256))  # all but letters as blanks
_SHARE = 0.15  # of the words: English prose and verse have .2 to .4, other languages below .05
_ENOUGH = 80  # letters; fewer tell nothing
_SAMPLE, _PLACES = 400, 5  # words that are looked at, at each of so many places
_NAMES = dict(
    pair.split("=")
    for pair in words(
        """ar=Arabic bg=Bulgarian ca=Catalan cs=Czech da=Danish de=German el=Greek es=Spanish et=Estonian fi=Finnish
        fr=French he=Hebrew hr=Croatian hu=Hungarian id=Indonesian it=Italian ja=Japanese ko=Korean la=Latin
        lt=Lithuanian lv=Latvian nl=Dutch no=Norwegian nb=Norwegian pl=Polish pt=Portuguese ro=Romanian ru=Russian
        sk=Slovak sl=Slovene sr=Serbian sv=Swedish tr=Turkish uk=Ukrainian vi=Vietnamese zh=Chinese en=English"""
    )
)


def find_language(texts: Iterable[str]) -> str:
    """The code of the language that these texts are in; "" where too few words tell.

    >>> find_language(["It was the best of times, and it was the worst of times for the town and its people."] * 2)
    'en'
    >>> find_language(["Too short."])
    ''
    """
    found = _words(" ".join(texts).casefold())
    if len(found) < _ENOUGH and sum(map(len, found)) < _ENOUGH:
        return ""
    step = max(len(found) // _PLACES, _SAMPLE)
    sample = [word for start in range(0, len(found), step) for word in found[start : start + _SAMPLE]]
    if sum(map(_GRAMMAR.__contains__, sample)) >= _SHARE * len(sample):
        return ENGLISH
    import py3langid  # its model takes a second to load

    code, _ = py3langid.classify(" ".join(sample))
    return "" if code == "zxx" else str(code)


def _words(text: str) -> list[str]:
    """The words of a text; of one whose letters are all of Latin-1 several times as fast as by the pattern."""
    if any(sign > "\xff" and _WORD.match(sign) for sign in set(text)):
        return _WORD.findall(text)
    return text.encode("latin-1", "replace").translate(_LATIN).decode("latin-1").split()


def tell_languages(codes: Iterable[str]) -> str:
    """A sentence where texts are in more than one language; "" where they are in one, or too short to tell.

    >>> tell_languages(["en", "de", ""])
    'The texts are in English and German: words, style and topics of two languages are not to be compared.'
    """
    known = sorted({name_language(code) for code in codes if code})
    if len(known) < 2:
        return ""
    told = f"{', '.join(known[:-1])} and {known[-1]}"
    return f"The texts are in {told}: words, style and topics of two languages are not to be compared."


def name_language(code: str) -> str:
    """A language in words: "German", or its code where that is not known here."""
    return _NAMES.get(code, code)
