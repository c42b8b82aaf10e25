"""What looks like a date and is none: numbers of things, pages, articles; names and words spelt as months are."""

import re
from collections.abc import Callable

from analysis.reading.english import words

_NUMBERED = re.compile(
    r"""(?:\b(?:Nos?|Articles?|Art|pp?|[Pp]ages?|[Vv]ols?|[Vv]olumes?|[Cc]hap(?:ters?|s)?|[Ss]ections?|Order|Directive
    |Resolution|Room|[Nn]umbers?|Docs?|Documents?|NSC|[Ll]ines?|[Vv]erses?|Psalms?|[Ff]igures?|[Tt]ables?|[Nn]otes?
    |[Ss]tep|[Ii]ssue|[Bb]ug|[Pp]ort|[Vv]ersion|RFC|ISO)\b\.?|[#§$£€+=<>*×/])\s*$""",
    re.VERBOSE,
)
_COUNTED = re.compile(
    r"""\s(?:[a-z]+-)?(?:men|people|women|children|feet|mm|km|cm|kg|lbs?|yen|rubles|roubles|per\s?cent|percent|million
    |thousand|hundred|cavalry|infantry|horse|head|odd|sheep|cattle|volunteers|guns|other|additional|such|more|less
    |or\smore)\b|\s?[%°×=]""",
    re.VERBOSE,
)
_PLURAL = re.compile(r"\s(?:[a-z]{3,}\s)?([a-z]{3,}s)\b")
_NO_PLURAL = frozenset(
    words("""
was his this has its does plus less unless perhaps always towards besides across thus witness afterwards sometimes
nevertheless nonetheless whereas yes famous various numerous serious religious previous onwards upwards backwards is as
us begins sees marks saw becomes brings remains regards concerns includes makes takes gives shows comes goes says seems
means""")
)
_LEADS = re.compile(  # what stands before a bare year
    r"""(?:^|[(\[,;:–—“‘]|\b(?i:in|of|by|since|until|till|from|to|between|and|or|during|after|before|the|circa|c\.|ca\.
    |about|around|early|late|mid|year|years|both|either|neither|nor|not|but|when|where|if|because|through|throughout|a|an
    |his|her|their|its|our|my|this|that|than|for|as|was|at|on|with|toward|towards|late-|mid-|early-|pre-|post-|into|is
    |again|back|only|old|new|fateful|AD|A\.D\.|fiscal)|['’]s|s['’])\s?[(“"]?$""",
    re.VERBOSE,
)
_STEADY = re.compile(r"\b(?i:in|by|since|until|till|during|the|year|fiscal|after|before|mid-?|early|late|['’]s)\s?$")
# said of time
_TIME_LEADS = "in|by|since|until|till|during|through|throughout|between|early|late|mid|last|next|from|after|before"
_MONTH_LEADS = re.compile(rf"\b(?i:{_TIME_LEADS}|this|following|previous|to|of|for|and)[\s-]$")
_NAME_LEADS = re.compile(rf"\b(?i:{_TIME_LEADS})[\s-]$")
_CAPITAL_NEXT = re.compile(r"\s(?!I\b)[A-Z][\w’']")
_AFTER_NTH = re.compile(  # what may follow "the 13th", and no noun
    r"""\s*(?:[.,;:)—–]|$|inst|(?:of\s(?:the\s(?:month|same)|that|this|last)|and|or|to|at|in|on|he|she|we|they|I|it|the|a
    |was|were|is|with|by|from|for|that|which|when|while|until|till|but|had|as|after|before|during|all|both|our|my|his
    |their|her|General|Gen\.|about|near|without|under|between|another|there|one|some|not|also|this|these|however)\b)""",
    re.VERBOSE,
)
_NAMED_DAY = re.compile(
    r"\b(?i:every|each|a|any|Bloody|Black|Good|Palm|Ash|Super|Holy|Easter|Red|Low|Whit|Shrove|Fat|Man)\s$"
)


def is_date(kind: str, text: str, found: re.Match) -> bool:
    """Whether a match in a sentence is a date, by the words around it."""
    check = _CHECKS.get(kind)
    before, after = text[max(0, found.start() - 30) : found.start()], text[found.end() : found.end() + 40]
    return not _NUMBERED.search(before) and (check is None or check(before, after, found))


def _year(before: str, after: str, found: re.Match) -> bool:
    if not found["year"].isdigit() or found["part"] or "year" in found[0]:
        return True
    value = int(found["year"])
    in_use = 1500 <= value <= 2030
    if not _LEADS.search(before) and not (in_use and re.match(r"\s?[).,;:]|$", after)):
        return False
    if _COUNTED.match(after) or re.match(r"-\d", after):
        return False
    plural = _PLURAL.match(after)
    if plural and plural[1] not in _NO_PLURAL and (value % 50 == 0 or not _STEADY.search(before)):
        return False
    return in_use or (bool(_STEADY.search(before)) and value % 100 != 0 and 1000 < value < 2100 and value != 1024)


def _years(before: str, after: str, found: re.Match) -> bool:
    first, sign, power = int(found["year"]), found["dash"].strip(), 10 ** len(found["year2"])
    last = first // power * power + int(found["year2"])
    if power < 1000 and sign not in ("–", "—", "-", "/"):
        return False
    ahead = before + found[0][: found.start("year") - found.start()]
    if sign in ("and", "or") and not re.search(r"(?i:between|years)\s(?:the\s)?$", ahead):
        return False
    return 1400 <= first < last <= 2100 and not _COUNTED.match(after)


def _month(before: str, after: str, found: re.Match) -> bool:
    name = found["month"].rstrip(".")
    if found["year"] or found["when"] or found["month2"]:
        return True
    if len(found["month"]) < 5 and name not in ("May", "June", "July") and not found["month"].endswith("."):
        return False
    verb = name in ("May", "March", "Mar", "Dec", "Sep", "Jan")
    if found["part"] or found["next"] or "month of" in found[0]:
        return bool(found["part"]) or not (verb and _CAPITAL_NEXT.match(after))
    if verb and (not _MONTH_LEADS.search(before) or re.match(r"\s(?:have|be|not|to|of|on|against|through)\b", after)):
        return False
    if _CAPITAL_NEXT.match(after) and not _NAME_LEADS.search(before):
        return False  # the October Revolution, August Bebel
    return after[:1] != "-" or not after[1:2].isupper()


def _season(before: str, after: str, found: re.Match) -> bool:
    if found["year"] or found["when"]:
        return True
    if re.match(r"\s?of\b|-|\s(?:water|waters|wheat|semester|break|term)\b", after):
        return False
    if found["next"]:
        return (found["next"].lower(), found["season"]) != ("this", "fall")
    article = found[0].lower().startswith("the ")
    if found["season"] == "fall":
        return article and bool(re.search(r"\b(?i:in|by|during|since|until)\s$", before))
    if found["part"]:
        return True
    leads = (
        "in|by|during|since|until|till|through|throughout|before|after|over|for|all"
        if article
        else "by|until|till|since"
    )
    return bool(re.search(rf"\b(?i:{leads})\s$", before))


def _shift(before: str, after: str, found: re.Match) -> bool:
    direction = found["direction"].lower()
    if direction in ("after", "before"):
        if re.search(r"\b(?i:for|over|within|every|of|in)\s(?:the\s)?$", before):
            return False
        return not re.match(r"\s(?:year|month|week|day|decade|another)\b", after)  # year after year
    return not (direction == "later" and re.match(r"\sthan\b", after))


def _then(before: str, after: str, found: re.Match) -> bool:
    unit, when = found["unit"], found["next"].lower()
    if when in ("this", "the present", "the last") and unit in ("day", "fall", "spring", "noon", "decade"):
        return False
    if when == "the last" and (re.match(r"\sof\b|['’]?s\b", after) or unit in ("night", "evening", "morning")):
        return False
    if when == "last" and re.search(r"\b(?:the|his|her|its|their|our|my|a)\s$", before):
        return False
    if unit == "day" and when == "that":
        return not re.search(r"\b(?i:at|in|of)\s$", before)  # at that day: in that age
    return not (unit in ("fall", "spring") and re.match(r"\sof\b", after))


def _weekday(before: str, after: str, found: re.Match) -> bool:
    more = re.match(r"\s(?!I\b)[A-Z]|s\b|-|\s(?:school|papers?|clothes|dinner|best|service)\b", after)
    return not _NAMED_DAY.search(before) and not more


def _day(before: str, after: str, found: re.Match) -> bool:
    return bool(found["inst"] or _AFTER_NTH.match(after))


def _the_year(before: str, after: str, found: re.Match) -> bool:
    of_what = re.match(r"\s(?:of|when|in\swhich|after|before)\b|['’]s\s(?!end)", after)
    return not of_what and not found["mod"].lower().startswith(("earlier", "later"))


def _beside(before: str, after: str, found: re.Match) -> bool:
    return not re.match(r"\s(?:us|me|him|her|them|you|it)\b", after)


def _next_some(before: str, after: str, found: re.Match) -> bool:
    if found["next"].lower() in ("last", "past") and re.match(r"\sof\b", after):
        return False
    return bool(found["amount"]) or not re.search(r"\b(?:his|her|their|its|our|my|these)\s$", before)


def _day_month(before: str, after: str, found: re.Match) -> bool:
    verb = found["month"] in ("May", "March") and re.match(r"\s[a-z]", after)
    return bool(found["year"] or found["when"] or not verb or re.search(r"\d|th\b", found["day"]))


def _month_day(before: str, after: str, found: re.Match) -> bool:
    if found["year"]:
        return True
    if found["month"] == "May" and found["day"][:1].isalpha():
        return False
    counted = re.match(r"\s(?:years|days|months|weeks|hours|miles|ships|states|members)\b", after)
    return not (counted or _COUNTED.match(after))


def _feast(before: str, after: str, found: re.Match) -> bool:
    thing = (
        r"['’]s|-|\s(?:[A-Z]|tree|carol|present|gift|box|dinner|party|story|card|holidays|vacation|week|season|eggs?)"
    )
    return bool(found["year"] or not re.match(thing, after))


_CHECKS: dict[str, Callable[[str, str, re.Match], bool]] = {
    "year": _year,
    "years": _years,
    "month": _month,
    "season": _season,
    "shift": _shift,
    "then": _then,
    "weekday": _weekday,
    "day": _day,
    "the year": _the_year,
    "beside": _beside,
    "next some": _next_some,
    "day month": _day_month,
    "month day": _month_day,
    "feast": _feast,
}
