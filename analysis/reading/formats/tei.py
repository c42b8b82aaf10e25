from analysis.reading.chunks import Edit


def tei_to_html(data: bytes, name: str) -> tuple[str, list[Edit]]:
    raise NotImplementedError
