from analysis.reading.formats.paragraphs import Written


def read_rtf(data: bytes, name: str) -> Written:
    raise NotImplementedError
