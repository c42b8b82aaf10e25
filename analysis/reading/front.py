"""Front matter: author, declared word count, instructor, course, date and title, read from the form of the lines."""

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    rf"\d{{1,2}}\.?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|{_MONTH}\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|1[5-9]\d\d|20\d\d"
)
_FORMS = {
    "declared_words": re.compile(r"\(?\s*word\s*count\s*:?\s*(?P<value>\d[\d,. ]*)\)?", re.IGNORECASE),
    "instructor": re.compile(
        r"^(?:[Ii]nstructor|[Tt]eacher|[Ss]upervisor)\s*:\s*(?P<value>.+)|^(?P<named>(?:Professor|Prof\.?|Dr\.?)\s+.+)$"
    ),
    "course": re.compile(
        r"^(?:(?:[Cc]ourse|[Cc]lass)\s*:\s*)?(?P<value>[A-Z]{2,5}[\s-]?\d{2,4}[A-Z]?\b.*)$|^(?:[Cc]ourse|[Cc]lass)\s*:\s*(?P<named>.+)$"
    ),
    "date": re.compile(
        rf"^(?:[Dd]ate\s*:\s*|(?:[Rr]ecorded|[Ii]nterviewed)(?: on)?:?\s+)?(?P<value>{_DATE})$"
        r"|^[Dd]ate\s*:\s*(?P<named>.*\d.*)$"
        rf"|^(?:[Dd]elivered|[Gg]iven|[Rr]ead|DELIVERED)\b.*?,\s+(?P<day>{_DATE})\.?$"
    ),
    "author": re.compile(
        r"^(?i:(?:written )?by|author\s*:|name\s*:)\s+(?P<value>[^\Wa-z\d_].*)$"
        r"|^From\s*:\s*\"?(?P<named>[^\Wa-z\d_][^<@\"]*[^<@\"\s])\"?(?:\s*[<\[(].*)?$"
    ),
    "of_talk": re.compile(
        r"^(?:interview(?:ee|er|ed by)s?|narrators?|location|place|transcri(?:ber|ptionist|bed by)"
        r"|recorded (?:by|at|in)|length|duration|present|participants|attendees|date of (?:interview|transcript\w*))"
        r"\s*:\s*(?P<value>.+)$",
        re.IGNORECASE,
    ),
    "title": re.compile(r"^(?:Title|Subject)\s*:\s*(?P<value>.+)$", re.IGNORECASE),
}


_NAME = r"(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]*"
_NAMELESS = re.compile(r"(?:anonymous|anon\.|various(?: hands| authors)?|several hands)", re.IGNORECASE)
_NAME_AND_DATE = re.compile(rf"^(?P<author>{_NAME}),\s+(?P<date>{_DATE})$")
_OTHERS = re.compile(
    r"^(?:to|b?cc|sent|received|reply-to|return-path|in-reply-to|references|message-id|mime-version|user-agent|x-[\w-]+"
    r"|content-[\w-]+)\s*:|gutenberg|standard ebooks|^(?:release|posting) date|^language:|^credits|\*\*\*|©|copyright",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"dramatis person\w+|(?:the )?persons (?:represented|of the )"
    r"|(?:cast of )?characters\W*$|(?:table of )?contents\W*$|inhalt\w*$|table des mati\wres$"
    r"|sommaire$|[ií]ndice$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"START OF (?:THE|THIS) PROJECT|SMALL PRINT.*\*END\*|(?:prepared|produced|transcribed) by\b", re.IGNORECASE
)
_OF_STUDENTS = ("declared_words", "instructor", "course")
_LONGEST = 160


def tells_field(line: str) -> bool:
    """Whether a line tells author, date, course or the like.

    >>> tells_field("by Ann Lee"), tells_field("My dear Ann,")
    (True, False)
    """
    return bool(_NAME_AND_DATE.match(line)) or any(form.search(line) for form in _FORMS.values())


def read_front(lines: list[str]) -> dict[str, str]:
    """What the lines tell, by field; a field that is not there is missing.

    The title is the first line that tells nothing else, of students' papers the last; a name that is left the author.
    What a publisher says of itself, and all from a contents list on, tells nothing.

    >>> read_front(["Ann Lee (Word Count: 2,100)", "HIST 101", "2 May 2020", "On Rivers"])
    {'declared_words': '2100', 'course': 'HIST 101', 'date': '2 May 2020', 'title': 'On Rivers', 'author': 'Ann Lee'}
    >>> read_front(["On Rivers", "by Ann Lee", "2 May 2020"])
    {'author': 'Ann Lee', 'date': '2 May 2020', 'title': 'On Rivers'}
    """
    fields: dict[str, str] = {}
    left: list[tuple[str, bool]] = []  # what is left of a line, and whether all of it is
    for line in _plain_lines(lines):
        rest = _take_fields(line, fields)
        if rest:
            left.append((rest, rest == line))
    if "declared_words" in fields:
        fields["declared_words"] = re.sub(r"\D", "", fields["declared_words"])
    whole = [line for line, is_whole in left if is_whole]
    if "title" not in fields and whole:
        fields["title"] = (whole[-1] if fields.keys() & set(_OF_STUDENTS) else whole[0]).rstrip(" ,;")
    lines = [line for line, _ in left if line != fields.get("title")]
    names = [line for line in lines if re.fullmatch(_NAME, line) or _NAMELESS.fullmatch(line)]
    if names and "author" not in fields:
        fields["author"] = next(filter(names_person, names), names[0]) if len(names) > 1 else names[0]
    return fields


def names_person(line: str) -> bool:
    """Whether a line is the name of somebody: it has an initial, or a word that no dictionary has.

    >>> [names_person(line) for line in ("J. Alder", "Jane Austen", "Anonymous", "The Great War")]
    [True, True, True, False]
    """
    if _NAMELESS.fullmatch(line):
        return True
    if not re.fullmatch(_NAME, line) or re.match(r"(?:The|An?|[IVXLC]+\.?) ", line):
        return False
    import simplemma

    parts = line.split()
    initial = any(re.fullmatch(r"[A-Z]\.", part) for part in parts)
    return initial or any(part.isalpha() and not simplemma.is_known(part.lower(), "en") for part in parts)


def names_student(fields: dict[str, str]) -> bool:
    """Whether what was taken for the title of a student's paper is the student."""
    return bool(fields.keys() & set(_OF_STUDENTS) and "author" not in fields and re.fullmatch(_NAME, fields["title"]))


def _plain_lines(lines: list[str]) -> list[str]:
    """The lines that could tell a field: after a licence only its own "Title:" and "Author:" from it."""
    kept: list[str] = []
    for line in (part.strip() for text in lines for part in text.split("\n")):
        if _CONTENTS.match(line):
            break
        if _BEGINS.search(line):
            kept = [line for line in kept if _FORMS["title"].search(line) or _FORMS["author"].search(line)]
        elif line and len(line) <= _LONGEST and not _OTHERS.search(line):
            kept.append(line)
    return kept


def _take_fields(line: str, fields: dict[str, str]) -> str:
    """What is left of a line when the fields that it tells, and that are not told yet, are taken out."""
    both = _NAME_AND_DATE.match(line)
    if both and not fields.keys() & {"author", "date"}:
        fields |= {"author": both["author"], "date": both["date"]}
        return ""
    for name, form in _FORMS.items():
        found = form.search(line)
        if found and name not in fields:
            fields[name] = next(filter(None, found.groups()))
            line = form.sub("", line).strip()
    return line
