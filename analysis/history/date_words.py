"""The English of dates: months, days, numbers, and the patterns that dates are written in."""

import re

MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_SHORT_MONTHS = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Aug": 8, "Sept": 9, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12}
MONTHS = {name.lower(): at for at, name in enumerate(MONTH_NAMES, 1)} | {k.lower(): v for k, v in _SHORT_MONTHS.items()}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DECADES = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
NUMBERS = {word: at for at, word in enumerate(_UNITS.split(), 1)} | {"a": 1, "an": 1, "hundred": 100}
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
for _ten, _word in enumerate(_TENS, 2):
    NUMBERS |= {_word: 10 * _ten} | {f"{_word}-{unit}": 10 * _ten + NUMBERS[unit] for unit in _UNITS.split()[:9]}
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]
ORDINALS = {word: at for at, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
ORDINALS |= {
    f"{ten}-{word}": base + at
    for ten, base in (("twenty", 20), ("thirty", 30))
    for at, word in enumerate(_ORDINALS[:9], 1)
}
UNSURE = ("several", "some", "many", "few", "couple", "number", "dozen")  # numbers that tell none


def _either(words) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# Each piece is a fragment of a regular expression; none can match at length, so that time stays linear.
_any_month = rf"(?:{_either(MONTH_NAMES)})(?!\w)|(?:{_either(_SHORT_MONTHS)})\b\.?"
month = rf"(?:{_any_month})"
weekday = rf"(?:{_either(day.capitalize() for day in WEEKDAYS)})\b"
_ordinal_word = rf"(?i:(?:twenty|thirty)[-\s](?:{_either(_ORDINALS[:9])})|(?:{_either(ORDINALS)}))\b"
day = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|d|th)?(?![\w%]|[,.:]\d|-\w)|{_ordinal_word})"
nth = rf"(?:(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|d|th)(?![\w-])|(?i:(?:twenty|thirty)[-\s](?:{_either(_ORDINALS[:9])})|(?:{_either(_ORDINALS[10:])}|thirtieth))\b)"
era = r"(?:\s?(?:B\.\s?C\.(?:\s?E\.)?|BCE?\b|A\.\s?D\.|AD\b|C\.E\.|CE\b))"
year = rf"(?:(?:1\d|20)\d\d(?![\w]|,\d|\.\d){era}?|[1-9]\d{{0,3}}{era}|A\.?\s?D\.?\s?[1-9]\d{{1,3}}(?!\d))"
unit = r"(?:day|week|fortnight|month|year|decade|century)"
season = r"(?:spring|summer|autumn|fall|winter)\b"
_part_of_day = r"(?:morning|forenoon|noon|afternoon|evening|night|midnight|nightfall|dawn|sunrise|sunset)"
number = (
    rf"(?:(?:a\s)?(?:couple|number|dozen)(?:\sof)?|an?\sfew|half\sa|(?:an?|{_either(_UNITS.split()[:9])})\shundred|\d{{1,3}}|several|some|many|few|"
    rf"(?:{_either(_TENS)})[-\s](?:{_either(_UNITS.split()[:9])})|{_either(NUMBERS)})"
)
amount = rf"(?:{number}(?:\s(?:or|and|to)\s(?:a\shalf|{number}))?\s(?:more\s|full\s|short\s|long\s|whole\s|odd\s)?{unit}s?|{unit}s(?=\s(?:later|earlier|before|afterwards?|ago)))"
part = (
    r"(?i:(?:the\s)?(?:very\s)?(?:beginning|start|opening|outset|commencement|(?:early|first|last|latter|later|closing|final|middle|opening)\s(?:parts?|half|days|weeks|months|years|third)"
    r"|second\shalf|middle|midst|end|close)\sof\s(?:the\s)?|(?:early|late|later|midway|earlier)(?:[-\s](?:in\s(?:the\s)?)?)|mid[-\s]?(?:to[-\s]late\s)?)"
)
when = r"(?:that\ssame|that\svery|that|the\s(?:very\s)?same|this\ssame|this|the\sfollowing|the\snext|next|last|the\sprevious|the\spreceding|the\sensuing|the\ssucceeding|the\sprior|the\spast|the\s(?:present|approaching|coming)|the\slast|the\searly\snext)"
dash = r"\s?(?:–|—|-|to|through|until|till|and|or|/)\s?(?:the\s)?"
_of = r"(?:,?\sof\s(?:the\s)?|,?\sin\s(?:the\syear\s)?|,\s?|\s)"
_of_year = rf"(?:{_of}(?P<year>{year})|,?\s(?:of|in)\s(?P<when>(?i:{when}|the\snext|the))\syear)"

PATTERNS = {
    "month day": rf"(?P<part>{part})?(?:(?P<weekday>{weekday})(?:,?\s(?:the\s)?(?:{_part_of_day},?\s)?))?(?P<month>{month})[,]?\s(?:the\s)?(?P<day>{day})(?:(?:{dash}|,\s(?=\d+,))(?P<month2>{month}\s)?(?P<day2>{day}))?(?:{_of_year}|\s(?P<side>last|next|instant)\b)?",
    "day month": rf"(?:(?P<weekday>{weekday}),?\s)?(?:(?:the\s)?(?P<day>{day})(?:{dash}(?P<day2>{day}))?)(?:\sday)?\s(?:of\s)?(?P<month>{month})(?:{_of_year}|\s(?P<side>last|next|instant)\b)?",
    "day of then": rf"(?:the\s)?(?P<day>{nth})\s(?:day\s)?of\s(?P<when>(?i:{when}|the))\smonth\b",
    "month": rf"(?P<part>{part})?(?:(?P<next>(?i:{when}))\s)?(?:(?:the\s)?month\sof\s)?(?P<month>{month})(?:{dash}(?:(?P<part2>early|late|mid)[-\s])?(?P<month2>{month}))?(?:{_of_year}|\s(?P<side>last|next)\b)?",
    "season": rf"(?P<part>{part})?(?:(?P<next>(?i:{when}))\s|(?:the|a|one)\s)?(?P<season>{season})(?:(?:{dash}(?:early\s|late\s)?)(?P<season2>{season}))?(?:(?:\sseason|\smonths)?(?:,?\sof\s|\sin\s|,?\s)(?P<year>{year}(?:(?:–|-|/)\d{{1,4}}(?!\d))?)|\s(?:of|in)\s(?P<when>(?i:{when}|the))\syear)?",
    "years": rf"(?P<part>{part})?(?:(?:the\s)?years\s)?(?P<year>(?:1\d|20)\d\d)(?P<dash>\s?(?:–|—|-|/|to|through|until|till|and|or)\s?)(?P<part2>early\s|late\s|mid-)?(?P<year2>(?:1\d|20)\d\d|\d\d?)(?![\w]|[-–,.]\d){era}?",
    "old years": rf"(?P<year>[1-9]\d{{0,3}})\s?(?:–|—|-|to)\s?(?P<year2>[1-9]\d{{0,3}}){era}",
    "year": rf"(?P<part>{part})?(?:(?:the\s)?(?:fiscal\s)?years?\s)?(?P<year>{year})",
    "short year": r"(?:(?<=in\s)|(?<=of\s)|(?<=by\s)|(?<=since\s)|(?<=early\s))['’‘](?P<year>\d\d)(?![\w-])",
    "decade": rf"(?P<part>{part})?(?:the\s)?(?:(?P<part3>early|mid|late)(?:[-\s]to[-\s](?:mid|late))?[-\s])?(?P<decade>(?:1\d|20)\d0['’]?s|['’‘]?[2-9]0['’]?s|(?:(?:eighteen|nineteen)[-\s]|(?<=the\s)|(?<=early\s)|(?<=late\s)|(?<=mid-))(?:{_either(DECADES)}))\b",
    "century": rf"(?P<part>{part})?(?:the\s)?(?:(?P<part3>early|mid|late|later|middle|second\shalf\sof\sthe|first\shalf\sof\sthe)[-\s])?(?P<century>\d{{1,2}}(?:st|nd|rd|th)|{_ordinal_word})(?:(?:[-\s](?:to|and|or|through)[-\s]|[-–])(?:the\s|early\s|late\s)?(?P<century2>\d{{1,2}}(?:st|nd|rd|th)|{_ordinal_word}))?[-\s](?i:century|centuries){era}?",
    "numeric": r"(?P<iso>(?:1\d|20)\d\d-[01]\d-[0-3]\d)|(?<![\d/.])(?P<slash>[0-3]?\d/[0-3]?\d/(?:(?:1\d|20)\d\d))(?![\d/])",
    "shift": rf"(?P<amount>(?i:{amount}))['’]?\s(?P<direction>(?i:later|earlier|afterwards?|after|before|beforehand|previous(?:ly)?|thereafter|hence|ago))\b(?:\s(?:that|this)(?=[.,;]))?(?:\s(?P<anchor>(?:in\s|the\s)?(?:(?:{month}\s(?:{day},?\s)?)?{year})))?",
    "after": rf"(?:(?<=After\s)|(?<=after\s))(?:about\s|nearly\s|only\s|some\s)?(?P<amount>{number}\s(?:more\s)?{unit}s?)(?P<direction>)(?=,)",
    "then": rf"(?:(?P<mod>(?i:{part}|the\s(?:rest|remainder)\sof\s|earlier\s|later\s|early\s|late\s))(?:in\s|on\s)?)?(?P<next>(?i:{when}|next|last))\s(?:(?P<unit>{unit}|{season}|{_part_of_day}|weekend)|(?P<weekday>{weekday}))\b(?!['’]s\s(?:work|journey|march|rest))(?:\s{_part_of_day})?(?:,\s(?P<weekday2>{weekday})(?:,\s(?P<month>{month})\s(?P<day>{day}))?)?",
    "next some": rf"(?i:the\s)?(?P<next>(?i:next|following|last|past|previous|preceding|ensuing|succeeding|coming))\s(?:(?P<amount>(?i:{number}))\s)?(?P<units>{unit}s|centuries)\b",
    "beside": rf"(?P<beside>(?i:the\s(?:{unit}|{_part_of_day}|{season}|{weekday})\s(?:before|after|following|ensuing|next|previous|last)(?:\s(?:last|next))?|the\sday\s(?:before\syesterday|after\stomorrow)))\b",
    "the year": rf"(?P<mod>{part}|(?i:(?:the\s)?turn\sof\sthe\s))(?P<unit>year|month|week|decade|century)\b",
    "year's": r"(?P<which>(?i:the\s)?(?i:year|month)['’]s\send|(?i:mid-?year))\b",
    "day": rf"(?:(?<=[Tt]he\s))(?P<day>{nth})(?:\s(?:and|or|to|through)\s(?:the\s)?(?P<day2>{nth}))?(?:\s(?P<inst>inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\b\.?)?",
    "inst": r"(?P<day>\d{1,2}(?:st|nd|rd|d|th)?)\s(?P<inst>inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\b\.?",
    "weekday": rf"(?P<weekday>{weekday})(?:\s{_part_of_day})?(?:,\sthe\s(?P<day>{nth}))?",
    "feast": rf"(?P<feast>Christmas(?:\s(?:Day|Eve|eve))?|New\sYear['’]?s?(?:\s(?:Day|Eve|eve|day))?|Easter(?:\sSunday|\sMonday|\sDay)?|(?:the\s)?Fourth\sof\sJuly|May\sDay|Independence\sDay|Good\sFriday)\b(?:(?:,?\sof\s|,?\s)(?P<year>{year}))?",
    "speaker's": r"(?P<deictic>(?i:yesterday|tomorrow|last\snight))\b(?:\s(?:morning|afternoon|evening|night))?",
}
PATTERNS = {
    kind: re.compile(rf"(?<![\w’'$£€#§])(?:{text})") if kind not in ("short year",) else re.compile(text)
    for kind, text in PATTERNS.items()
}
