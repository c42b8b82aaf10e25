"""The English of dates: months, days, numbers, and the fragments of patterns that they make."""

from analysis.reading.english import words

MONTH_NAMES = words("January February March April May June July August September October November December")
SHORT_MONTHS = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Aug": 8, "Sept": 9, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12}
MONTHS = {name.lower(): at for at, name in enumerate(MONTH_NAMES, 1)} | {k.lower(): v for k, v in SHORT_MONTHS.items()}
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
DECADES = words("twenties thirties forties fifties sixties seventies eighties nineties")
_UNITS = words("""
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen""")
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_NTH = words("""
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth""")
NUMBERS = {word: at for at, word in enumerate(_UNITS, 1)} | {"a": 1, "an": 1}
NUMBERS |= {ten: 10 * at for at, ten in enumerate(_TENS, 2)}
NUMBERS |= {f"{ten}-{unit}": NUMBERS[ten] + NUMBERS[unit] for ten in _TENS for unit in _UNITS[:9]}
ORDINALS = {word: at for at, word in enumerate(_NTH, 1)} | {"thirtieth": 30}
ORDINALS |= {f"{ten}-{word}": NUMBERS[ten] + ORDINALS[word] for ten in _TENS[:2] for word in _NTH[:9]}
UNSURE = words("several some many few couple number dozen")  # numbers that tell none


def either(alternatives) -> str:
    """A pattern of alternatives, the longest first."""
    return "|".join(sorted(alternatives, key=len, reverse=True))


# Fragments of regular expressions, to be read in verbose mode; none can match at length, so that time stays linear.
month = rf"(?:(?:{either(MONTH_NAMES)})(?!\w)|(?:{either(SHORT_MONTHS)})\b\.?)"
weekday = rf"(?:{either(day.capitalize() for day in WEEKDAYS)})\b"
_teens = rf"(?:{either(_NTH[10:])}|thirtieth)"
_after_twenty = rf"(?:twenty|thirty)[-\s](?:{either(_NTH[:9])})"
nth_word = rf"(?i:{_after_twenty}|(?:{either(ORDINALS)}))\b"
_figures = r"(?:3[01]|[12]\d|0?[1-9])"
day = rf"(?:{_figures}(?:st|nd|rd|th|d)?(?![\w%]|[,.:]\d|-\w)|{nth_word})"
nth = rf"(?:{_figures}(?:st|nd|rd|th|d)(?![\w-])|(?i:{_after_twenty}|{_teens})\b)"
era = r"(?:\s?(?:B\.\s?C\.(?:\s?E\.)?|BCE?\b|A\.\s?D\.|AD\b|C\.E\.|CE\b))"
year = rf"(?:(?:1\d|20)\d\d(?![\w]|,\d|\.\d){era}?|[1-9]\d{{0,3}}{era}|A\.?\s?D\.?\s?[1-9]\d{{1,3}}(?!\d))"
unit = r"(?:day|week|fortnight|month|year|decade|century)"
season = r"(?:spring|summer|autumn|fall|winter)\b"
part_of_day = (
    r"(?:morning|forenoon|noon|afternoon|evening|night|midnight|nightfall|dawn|sunrise|sunset)"  # no more exact here
)
number = rf"""(?:(?:a\s)?(?:couple|number|dozen)(?:\sof)?|an?\sfew|half\sa|(?:an?|{either(_UNITS[:9])})\shundred
    |\d{{1,3}}|several|some|many|few|(?:{either(_TENS)})[-\s](?:{either(_UNITS[:9])})|{either(NUMBERS)})"""
amount = rf"""(?:{number}(?:\s(?:or|and|to)\s(?:a\shalf|{number}))?\s(?:(?:more|full|short|long|whole|odd)\s)?{unit}s?
    |{unit}s(?=\s(?:later|earlier|before|afterwards?|ago)))"""
part = r"""(?i:(?:the\s)?(?:very\s)?
    (?:beginning|start|opening|outset|commencement|second\shalf|middle|midst|end|close
    |(?:early|first|last|latter|later|closing|final|middle|opening)\s(?:parts?|half|days|weeks|months|years|third))
    \sof\s(?:the\s)?
    |(?:early|late|later|midway|earlier)(?:[-\s](?:in\s(?:the\s)?)?)|mid[-\s]?(?:to[-\s]late\s)?)"""
when = r"""(?:that\s(?:same|very)|that|the\s(?:very\s)?same|this\ssame|this|next|last|the\searly\snext
    |the\s(?:following|next|previous|preceding|ensuing|succeeding|prior|past|present|approaching|coming|last))"""
dash = r"\s?(?:–|—|-|to|through|until|till|and|or|/)\s?(?:the\s)?"
of_year = rf"""(?:(?:,?\sof\s(?:the\s)?|,?\sin\s(?:the\syear\s)?|,\s?|\s)(?P<year>{year})
    |,?\s(?:of|in)\s(?P<when>(?i:{when}|the))\syear)"""
beside_speaker = r"\s(?P<side>last|next|instant)\b"
SHORT_YEAR_LEADS = ("in", "of", "by", "since", "early")
