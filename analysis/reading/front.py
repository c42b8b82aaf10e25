"""Front matter: author, declared word count, instructor, course, date and title, read from the form of the lines."""

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_FORMS = {
    "declared_words": re.compile(r"\(?\s*word\s*count\s*:?\s*(?P<value>\d[\d,. ]*)\)?", re.IGNORECASE),
    "instructor": re.compile(
        r"^(?:[Ii]nstructor|[Tt]eacher|[Ss]upervisor)\s*:\s*(?P<value>.+)|^(?P<named>(?:Professor|Prof\.?|Dr\.?)\s+.+)$"
    ),
    "course": re.compile(
        r"^(?:(?:[Cc]ourse|[Cc]lass)\s*:\s*)?(?P<value>[A-Z]{2,5}[\s-]?\d{2,4}[A-Z]?\b.*)$|^(?:[Cc]ourse|[Cc]lass)\s*:\s*(?P<named>.+)$"
    ),
    "date": re.compile(
        rf"^(?:[Dd]ate\s*:\s*)?(?P<value>\d{{1,2}}\.?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|{_MONTH}\s+\d{{4}}|\d{{4}}-\d\d-\d\d)$"
    ),
    "author": re.compile(r"^(?:By|Author\s*:|Name\s*:)\s+(?P<value>.+)$", re.IGNORECASE),
    "title": re.compile(r"^Title\s*:\s*(?P<value>.+)$", re.IGNORECASE),
}


def read_front(lines: list[str]) -> dict[str, str]:
    """What the lines tell, by field; a field that is not there is missing.

    A line that is no field is the title when it is the last such line, and a line before it that is a name (two to
    four capitalised words) the author.

    >>> read_front(["Ann Lee (Word Count: 2,100)", "HIST 101", "2 May 2020", "On Rivers"])
    {'declared_words': '2100', 'course': 'HIST 101', 'date': '2 May 2020', 'title': 'On Rivers', 'author': 'Ann Lee'}
    """
    fields: dict[str, str] = {}
    left = []
    for line in lines:
        for name, form in _FORMS.items():
            found = form.search(line)
            if found and name not in fields:
                fields[name] = (found["value"] or found["named"]) if "named" in form.groupindex else found["value"]
                line = form.sub("", line).strip()
        if line:
            left.append(line)
    if "declared_words" in fields:
        fields["declared_words"] = re.sub(r"\D", "", fields["declared_words"])
    if "title" not in fields and left:
        fields["title"] = left.pop()
    names = [line for line in left if re.fullmatch(r"(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]*", line)]
    if names:
        fields.setdefault("author", names[0])
    return fields
