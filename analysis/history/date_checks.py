"""What looks like a date and is none: numbers of things, pages, articles; names and words that are spelt as months are."""

import re

_NUMBERED = re.compile(
    r"(?:\b(?:Nos?|Articles?|Art|pp?|[Pp]ages?|[Vv]ols?|[Vv]olumes?|[Cc]hap(?:ters?|s)?|[Ss]ections?|Order|Directive|Resolution|Room|[Nn]umbers?|Docs?|Documents?|NSC"
    r"|[Ll]ines?|[Vv]erses?|Psalms?|[Ff]igures?|[Tt]ables?|[Nn]otes?|[Ss]tep|[Ii]ssue|[Bb]ug|[Pp]ort|[Vv]ersion|RFC|ISO)\b\.?|[#§$£€+=<>*×/])\s*$"
)
_COUNTED = re.compile(
    r"\s(?:[a-z]+-)?(?:men|people|women|children|feet|mm|km|cm|kg|lbs?|yen|rubles|roubles|per\s?cent|percent|million|thousand|hundred|"
    r"cavalry|infantry|horse|head|odd|sheep|cattle|volunteers|guns|other|additional|such|more|less|or\smore)\b|\s?[%°×=]"
)
_PLURAL = re.compile(r"\s(?:[a-z]{3,}\s)?([a-z]{3,}s)\b")
_NO_PLURAL = frozenset(
    ["was", "his", "this", "has", "its", "does", "plus", "less", "unless", "perhaps", "always", "towards", "besides", "across", "thus", "witness", "afterwards", "sometimes", "nevertheless", "nonetheless", "whereas", "yes", "famous", "various", "numerous", "serious", "religious", "previous", "onwards", "upwards", "backwards", "is", "as", "us", "begins", "sees", "marks", "saw", "becomes", "brings", "remains", "regards", "concerns", "includes", "makes", "takes", "gives", "shows", "comes", "goes", "says", "seems", "means"]
)
_LEADS = re.compile(
    r"(?:^|[(\[,;:–—“‘]|\b(?i:in|of|by|since|until|till|from|to|between|and|or|during|after|before|the|circa|c\.|ca\.|about|around|early|late|"
    r"mid|year|years|both|either|neither|nor|not|but|when|where|if|because|through|throughout|a|an|his|her|their|its|our|my|this|that|than|for|as|was|at|on|with|toward|towards|late-|mid-|early-|pre-|post-|into|is|"
    r"again|back|only|old|new|fateful|AD|A\.D\.|fiscal)|['’]s|s['’])\s?[(“\"]?$"
)
_STEADY = re.compile(r"\b(?i:in|by|since|until|till|during|the|year|fiscal|after|before|mid-?|early|late|['’]s)\s?$")
_MONTH_LEADS = re.compile(
    r"\b(?i:in|by|since|until|till|during|through|throughout|between|early|late|mid|last|next|this|following|previous|to|of|from|before|after|for|and|until\slate)[\s-]$"
)
_NAME_LEADS = re.compile(
    r"\b(?i:in|by|since|until|till|during|through|throughout|between|early|late|mid|last|next|from|after|before)[\s-]$"
)
_CAPITAL_NEXT = re.compile(r"\s(?!I\b)[A-Z][\w’']")
_AFTER_NTH = re.compile(
    r"\s*(?:[.,;:)—–]|$|inst|(?:of\s(?:the\s(?:month|same)|that|this|last)|and|or|to|at|in|on|he|she|we|they|I|it|the|a|was|were|is|with|by|from|for|that|which|when|while|until|till|but|had|as|after|before|during|all|both|our|my|his|their|her|General|Gen\.|about|near|without|under|between|another|there|one|some|not|also|this|these|they|however)\b)"
)
_HABIT = re.compile(
    r"\b(?i:every|each|a|any|Bloody|Black|Good|Palm|Ash|Super|Holy|Easter|Red|Low|Whit|Shrove|Fat|Man)\s$"
)


def is_date(kind: str, text: str, start: int, end: int, found: re.Match) -> bool:
    """Whether a match in a sentence is a date, by the words around it."""
    check = _CHECKS.get(kind)
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    return not _NUMBERED.search(before) and (check is None or check(before, after, found))


def _year(before: str, after: str, found: re.Match) -> bool:
    told = found["year"]
    if not told.isdigit():
        return True
    value = int(told)
    if found.groupdict().get("part") or "year" in found[0]:
        return True
    if after[:1] == "-" and after[1:2].isalnum() and not after[1:2].isalpha():
        return False
    led = _LEADS.search(before)
    if not led and not (1600 <= value <= 2030 and re.match(r"\s?[).,;:]|$", after)):
        return False
    if _COUNTED.match(after):
        return False
    plural = _PLURAL.match(after)
    if plural and plural[1] not in _NO_PLURAL and (value % 50 == 0 or not _STEADY.search(before)):
        return False
    if 1500 <= value <= 2030:
        return True
    return bool(_STEADY.search(before)) and value % 100 != 0 and 1000 < value < 2100 and value != 1024


def _years(before: str, after: str, found: re.Match) -> bool:
    first, last, sign = int(found["year"]), found["year2"], found["dash"].strip()
    power = 10 ** len(last)
    last = first // power * power + int(last)
    if power < 1000 and sign not in ("–", "—", "-", "/"):
        return False
    if sign in ("and", "or") and not re.search(
        r"(?i:between|years)\s(?:the\s)?$", before + found[0][: found.start("year") - found.start()]
    ):
        return False
    return 1400 <= first < last <= 2100 and not _COUNTED.match(after)


def _month(before: str, after: str, found: re.Match) -> bool:
    if found["year"] or found["when"]:
        return True
    name = found["month"].rstrip(".")
    if len(found["month"]) < 5 and name not in ("May", "June", "July") and not found["month"].endswith("."):
        return False
    if found["part"] or found["next"] or "month of" in found[0]:
        return name not in ("May", "March") or not _CAPITAL_NEXT.match(after) or bool(found["part"])
    if found["month2"]:
        return True
    if name in ("May", "March", "Mar", "Dec", "Sep", "Jan") and not _MONTH_LEADS.search(before):
        return False
    if (
        name in ("May", "March")
        and re.search(r"\b(?:to|of|from|and|for)\s$", before)
        and re.match(r"\s(?:[a-z]|[A-Z])", after)
    ):
        return not re.match(r"\s(?:[A-Z]|have|be|not|to|of|on|against|through)", after)
    if name in ("August", "June", "April") and re.match(r"\s[A-Z]", after) and not _NAME_LEADS.search(before):
        return False
    if _CAPITAL_NEXT.match(after) and not _NAME_LEADS.search(before):
        return False
    return after[:1] != "-" or not after[1:2].isupper()


def _season(before: str, after: str, found: re.Match) -> bool:
    if found["year"] or found["when"]:
        return True
    if re.match(r"\s?of\b|-|\s(?:water|waters|wheat|semester|break|term)\b", after):
        return False
    if found["next"]:
        return (found["next"].lower(), found["season"]) != ("this", "fall")
    if found["season"] == "fall" and not re.search(r"\b(?i:in|by|during|since|until)\sthe\sfall$", before + found[0]):
        return False
    if found["part"]:
        return True
    article = found[0].startswith(("the ", "The "))
    return bool(
        re.search(
            rf"\b(?i:{'in|by|during|since|until|till|through|throughout|before|after|over|for|all' if article else 'by|until|till|since'})\s$",
            before,
        )
    )


def _shift(before: str, after: str, found: re.Match) -> bool:
    if re.search(r"\b(?i:for|over|within|every|of|in)\s(?:the\s)?$", before) and found["direction"].lower() in (
        "before",
        "after",
    ):
        return False
    if found["direction"].lower() in ("after", "before") and re.match(
        r"\s(?:year|month|week|day|decade|another)\b", after
    ):
        return False  # year after year
    return not (found["direction"].lower() == "later" and re.match(r"\s(?:than)\b", after))


def _then(before: str, after: str, found: re.Match) -> bool:
    unit = found["unit"]
    words = found["next"].lower()
    if words in ("this", "the present", "the last") and unit in ("day", "fall", "spring", "noon", "decade"):
        return False
    if unit in ("fall", "spring") and words in ("the same", "last", "the past") and re.match(r"\sof\b", after):
        return False
    if unit == "day" and words == "that" and re.search(r"\b(?i:at|in|of|since|on|from)\s$", before):
        return bool(re.search(r"\b(?i:on|since|from)\s$", before))
    if words == "the last" and (
        re.match(r"\sof\b|['’]?s\b", after) or unit in ("day", "night", "evening", "morning") or found["weekday"]
    ):
        return False
    if words == "last" and re.search(r"\b(?:the|his|her|its|their|our|my|a)\s$", before):
        return False
    return True


def _weekday(before: str, after: str, found: re.Match) -> bool:
    return not _HABIT.search(before) and not re.match(
        r"\s(?!I\b)[A-Z]|s\b|-|\s(?:school|papers?|clothes|dinner|best|service)\b", after
    )


def _day(before: str, after: str, found: re.Match) -> bool:
    return (
        bool(found["inst"])
        or (bool(_AFTER_NTH.match(after))
        and not re.match(r"\s(?:of\s(?!the\s(?:month|same)|that|this|last))", after))
    )


def _the_year(before: str, after: str, found: re.Match) -> bool:
    return not re.match(r"\s(?:of|when|in\swhich|after|before)\b|['’]s\s(?!end)", after) and not re.match(
        r"(?i)earlier|later", found["mod"]
    )


def _beside(before: str, after: str, found: re.Match) -> bool:
    return not re.match(r"\s(?:us|me|him|her|them|you|it|it was)\b", after)


def _next_some(before: str, after: str, found: re.Match) -> bool:
    if found["next"].lower() in ("last", "first", "past") and re.match(r"\sof\b", after):
        return False
    return bool(found["amount"]) or not re.search(r"\b(?:his|her|their|its|our|my|these)\s$", before)


def _day_month(before: str, after: str, found: re.Match) -> bool:
    if found["year"] or found["when"]:
        return True
    if found["month"] in ("May", "March") and re.match(r"\s[a-z]", after) and not re.search(r"\d|th\b", found["day"]):
        return False
    return True


def _month_day(before: str, after: str, found: re.Match) -> bool:
    if found["month"] == "May" and not found["year"] and re.match(r"[a-z]", found["day"]):
        return False
    return not (
        _COUNTED.match(after) or re.match(r"\s(?:years|days|months|weeks|hours|miles|ships|states|members)\b", after)
    ) or bool(found["year"])


def _feast(before: str, after: str, found: re.Match) -> bool:
    if found["year"]:
        return True
    return not re.match(
        r"['’]s|\s(?:[A-Z]|tree|carol|present|gift|box|dinner|party|story|card|holidays|vacation|week|season|eggs?)|-",
        after,
    )


_CHECKS = {
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
