"""The patterns that dates are written in, by kind."""

import re

from analysis.history.date_words import (
    DECADES,
    SHORT_YEAR_LEADS,
    amount,
    beside_speaker,
    dash,
    day,
    either,
    era,
    month,
    nth,
    nth_word,
    number,
    of_year,
    part,
    part_of_day,
    season,
    unit,
    weekday,
    when,
    year,
)  # fmt: skip

_year4 = r"(?:1\d|20)\d\d"
_nth_century = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{nth_word})"
_inst = r"(?P<inst>inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\b\.?"
_WRITTEN = {
    "month day": rf"""(?P<part>{part})?
        (?:(?P<weekday>{weekday})(?:,?\s(?:the\s)?(?:{part_of_day},?\s)?))?
        (?P<month>{month}),?\s(?:the\s)?(?P<day>{day})
        (?:(?:{dash}|,\s(?=\d+,))(?P<month2>{month}\s)?(?P<day2>{day}))?
        (?:{of_year}|{beside_speaker})?""",
    "day month": rf"""(?:(?P<weekday>{weekday}),?\s)?(?:the\s)?(?P<day>{day})(?:{dash}(?P<day2>{day}))?
        (?:\sday)?\s(?:of\s)?(?P<month>{month})(?:{of_year}|{beside_speaker})?""",
    "day of then": rf"(?:the\s)?(?P<day>{nth})\s(?:day\s)?of\s(?P<when>(?i:{when}|the))\smonth\b",
    "month": rf"""(?P<part>{part})?(?:(?P<next>(?i:{when}))\s)?(?:(?:the\s)?month\sof\s)?
        (?P<month>{month})(?:{dash}(?:(?P<part2>early|late|mid)[-\s])?(?P<month2>{month}))?
        (?:{of_year}|\s(?P<side>last|next)\b)?""",
    "season": rf"""(?P<part>{part})?(?:(?P<next>(?i:{when}))\s|(?:the|a|one)\s)?
        (?P<season>{season})(?:(?:{dash}(?:early\s|late\s)?)(?P<season2>{season}))?
        (?:(?:\sseason|\smonths)?(?:,?\sof\s|\sin\s|,?\s)(?P<year>{year}(?:(?:–|-|/)\d{{1,4}}(?!\d))?)
        |\s(?:of|in)\s(?P<when>(?i:{when}|the))\syear)?""",
    "years": rf"""(?P<part>{part})?(?:(?:the\s)?years\s)?(?P<year>{_year4})
        (?P<dash>\s?(?:–|—|-|/|to|through|until|till|and|or)\s?)(?P<part2>early\s|late\s|mid-)?
        (?P<year2>{_year4}|\d\d?)(?![\w]|[-–,.]\d){era}?""",
    "old years": rf"(?P<year>[1-9]\d{{0,3}})\s?(?:–|—|-|to)\s?(?P<year2>[1-9]\d{{0,3}}){era}",
    "year": rf"(?P<part>{part})?(?:(?:the\s)?(?:fiscal\s)?years?\s)?(?P<year>{year})",
    "short year": rf"(?:{'|'.join(rf'(?<=[ ]{lead}[ ])' for lead in SHORT_YEAR_LEADS)})['’‘](?P<year>\d\d)(?![\w-])",
    "decade": rf"""(?P<part>{part})?(?:the\s)?
        (?:(?P<part3>early|mid|late)(?:[-\s]to[-\s](?:mid|late))?[-\s])?
        (?P<decade>(?:1\d|20)\d0['’]?s|['’‘]?[2-9]0['’]?s
        |(?:(?:eighteen|nineteen)[-\s]|(?<=the\s)|(?<=early\s)|(?<=late\s)|(?<=mid-))(?:{either(DECADES)}))\b""",
    "century": rf"""(?P<part>{part})?(?:the\s)?
        (?:(?P<part3>early|mid|late|later|middle|second\shalf\sof\sthe|first\shalf\sof\sthe)[-\s])?
        (?P<century>{_nth_century})
        (?:(?:[-\s](?:to|and|or|through)[-\s]|[-–])(?:the\s|early\s|late\s)?(?P<century2>{_nth_century}))?
        [-\s](?i:century|centuries){era}?""",
    "numeric": rf"""(?P<iso>{_year4}-[01]\d-[0-3]\d)
        |(?<![\d/.])(?P<slash>[0-3]?\d/[0-3]?\d/{_year4})(?![\d/])""",
    "shift": rf"""(?P<amount>(?i:{amount}))['’]?\s
        (?P<direction>(?i:later|earlier|afterwards?|after|beforehand|before|previous(?:ly)?|thereafter|hence|ago))\b
        (?:\s(?:that|this)(?=[.,;]))?
        (?:\s(?P<anchor>(?:in\s|the\s)?(?:(?:{month}\s(?:{day},?\s)?)?{year})))?""",
    "after": rf"""(?:(?<=After\s)|(?<=after\s))(?:about\s|nearly\s|only\s|some\s)?
        (?P<amount>{number}\s(?:more\s)?{unit}s?)(?P<direction>)(?=,)""",
    "then": rf"""(?:(?P<mod>(?i:{part}|the\s(?:rest|remainder)\sof\s|earlier\s|later\s|early\s|late\s))(?:in\s|on\s)?)?
        (?P<next>(?i:{when}))\s(?:(?P<unit>{unit}|{season}|{part_of_day}|weekend)|(?P<weekday>{weekday}))\b
        (?!['’]s\s(?:work|journey|march|rest))(?:\s{part_of_day})?
        (?:,\s(?P<weekday2>{weekday})(?:,\s(?P<month>{month})\s(?P<day>{day}))?)?""",
    "next some": rf"""(?i:the\s)?
        (?P<next>(?i:next|following|last|past|previous|preceding|ensuing|succeeding|coming))\s
        (?:(?P<amount>(?i:{number}))\s)?(?P<units>{unit}s|centuries)\b""",
    "beside": rf"""(?P<beside>(?i:the\s(?:{unit}|{part_of_day}|{season}|{weekday})\s
        (?:before|after|following|ensuing|next|previous|last)(?:\s(?:last|next))?
        |the\sday\s(?:before\syesterday|after\stomorrow)))\b""",
    "the year": rf"(?P<mod>{part}|(?i:(?:the\s)?turn\sof\sthe\s))(?P<unit>year|month|week|decade|century)\b",
    "year's": r"(?P<which>(?i:(?:the\s)?(?:year|month)['’]s\send|mid-?year))\b",
    "day": rf"(?<=[Tt]he\s)(?P<day>{nth})(?:\s(?:and|or|to|through)\s(?:the\s)?(?P<day2>{nth}))?(?:\s{_inst})?",
    "inst": rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th|d)?)\s{_inst}",
    "weekday": rf"(?P<weekday>{weekday})(?:\s{part_of_day})?(?:,\sthe\s(?P<day>{nth}))?",
    "feast": rf"""(?P<feast>Christmas(?:\s(?:Day|Eve|eve))?|New\sYear['’]?s?(?:\s(?:Day|Eve|eve|day))?
        |Easter(?:\s(?:Sunday|Monday|Day))?|(?:the\s)?Fourth\sof\sJuly|May\sDay|Independence\sDay|Good\sFriday)\b
        (?:(?:,?\sof\s|,?\s)(?P<year>{year}))?""",
    "speaker's": rf"(?P<deictic>(?i:yesterday|tomorrow|last\snight))\b(?:\s{part_of_day})?",
}
_ALONE = r"(?<![\w’'$£€#§])"  # no part of a word or a sum
PATTERNS = {
    kind: re.compile(text if kind == "short year" else rf"{_ALONE}(?:{text})", re.VERBOSE)
    for kind, text in _WRITTEN.items()
}
