"""What the name of a paragraph style says about its paragraphs, whatever program and language named it."""

import re
import unicodedata
from functools import lru_cache

from analysis.reading.english import words

# Names as Word and Writer give them in English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish,
# Norwegian, Finnish, Polish, Czech, Hungarian, Turkish, Russian, Greek, Chinese, Japanese, Korean; and pandoc's.
# A name is compared in lower case, without accents, its words parted by single spaces and its number taken off.
_HEADING = frozenset(
    words("""heading uberschrift titre titulo titolo kop rubrik overskrift otsikko naglowek nadpis cimsor baslik
    заголовок επικεφαλιδα 見出し 标题 標題 제목 titlu chapter kapitel chapitre capitulo capitolo section""")
)
_TITLE = frozenset(
    words("""title titel haupttitel dokumenttitel titre titulo titolo rubrik tittel otsikko tytul nazev cim konu baslik
    название заглавие τιτλος 表題 标题 標題 제목 puesto""")
)
_SUBTITLE = frozenset(
    words("""subtitle untertitel subtitulo sottotitolo ondertitel underrubrik undertitel undertittel alaotsikko
    podtytul podtitul podnadpis alcim altyazi подзаголовок υποτιτλος 副題 副标题 副標題 부제""")
)
_AUTHOR = frozenset(words("author authors byline autor auteur autore verfasser forfatter автор"))
_DATE = frozenset(words("date datum fecha data dato дата"))
_WORDS = {
    "quotation": words("""quote quotes quotation quotations blockquote blockquotation blocktext zitat blockzitat
        langzitat zitatblock citation citations cita citas citazione citazioni citacao citaat citat blockcitat sitat
        lainaus cytat citat citace idezet alinti цитата цитаты παραθεση extract extracts excerpt epigraph epigraphs
        motto epigraphe epigrafe epigrafo эпиграф pullquote langescitat bloktekst blockkvote"""),
    "verse": words("""verse verses poem poems poetry stanza verseline verseblock lineblock gedicht gedichte gedichtzeile
        strophe poeme poesie poema poesia estrofa strofa lyrics versi versos стихи стихотворение dikt runo wiersz"""),
    "bibliography": words("""bibliography bibliographie bibliografia bibliografie literaturverzeichnis
        quellenverzeichnis bibliografi библиография literatur lahdeluettelo literatuurlijst"""),
    "contents": words("toc tocheading inhaltsverzeichnis verzeichnis inhopg sommario sumario оглавление innehall"),
    "pre": words("""preformatted vorformatierter vorformatiert preformate preformatado preformattato sourcecode
        quelltext code"""),
    "stage": words("stage didascalie buhnenanweisung regieanweisung parenthetical"),
    "speaker": words("speaker sprecher personnage"),
}
_BY_WORD = {word: role for role, names in _WORDS.items() for word in names}
_WHOLE = {
    "block text": "quotation",
    "texto de bloque": "quotation",
    "normal block": "quotation",
    "text block": "quotation",
    "cita destacada": "quotation",
    "引用文": "quotation",
    "引用": "quotation",
    "明显引用": "quotation",
    "인용": "quotation",
    "line block": "verse",
    "works cited": "bibliography",
    "список литературы": "bibliography",
    "references": "bibliography",
    "source code": "pre",
    "plain text": "",
    "contents": "contents",
    "contents heading": "contents",
    "table of contents": "contents",
    "table of contents heading": "contents",
    "table of figures": "contents",
    "table des matieres": "contents",
    "table des illustrations": "contents",
    "tm": "contents",
    "tdc": "contents",
    "tdm": "contents",
    "spis tresci": "contents",
    "abbildungsverzeichnis": "contents",
    "illustration index": "contents",
    "index heading": "index",
    "illustration index heading": "contents",
    "table index heading": "contents",
    "index": "index",
    "definition term": "term",
    "list heading": "term",
    "definition": "definition",
    "character": "speaker",
    "dialogue": "dialogue",
    "dialog": "dialogue",
    "list continue": "more",
    "list paragraph": "more",
    "listenabsatz": "more",
    "paragraphe de liste": "more",
    "parrafo de lista": "more",
    "paragrafo elenco": "more",
    "абзац списка": "more",
    "listenfortsetzung": "more",
    "liste continue": "more",
    "sous titre": "subtitle",
    "sub title": "subtitle",
}
_NEVER = frozenset(words("footnote endnote funote note caption reference verweis")) | {"footnote text", "endnote text"}


@lru_cache(maxsize=4096)
def role_of(name: str) -> tuple[str, int]:
    """The role that a style's name tells, and the level of a heading; ("", 0) where it tells none.

    >>> [role_of(name) for name in ("heading 2", "Überschrift 1", "Titre", "Intensives Zitat", "Body Text")]
    [('heading', 2), ('heading', 1), ('title', 0), ('quotation', 0), ('', 0)]
    """
    base, level = _plain_name(name)
    if base in _HEADING and level is not None:
        return ("heading", min(max(level, 1), 6))
    for role, names in (("title", _TITLE), ("subtitle", _SUBTITLE), ("author", _AUTHOR), ("date", _DATE)):
        if base in names:
            return (role, 0)
    if base in _HEADING:
        return ("heading", 1)
    if base.startswith("definition "):
        base = "definition term" if base.startswith("definition term") else "definition"
    if base in _WHOLE:
        return (_WHOLE[base], 0)
    parts = base.split()
    if _NEVER.intersection(parts):
        return ("", 0)
    glued = next((_BY_WORD[part] for part in (*parts, "".join(parts)) if part in _BY_WORD), "")
    return (glued or ("quotation" if "zitat" in base else ""), 0)


def _plain_name(name: str) -> tuple[str, int | None]:
    """A style's name without accents and signs, and the number at its end."""
    name = re.sub(r"_([0-9a-fA-F]{2})_", lambda code: chr(int(code[1], 16)), name[:100])  # as Writer stores a name
    name = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", name).casefold().replace("й", "\0")
    letters = unicodedata.normalize("NFD", name).replace("\0", "й")
    base = "".join(sign for sign in letters if not unicodedata.combining(sign) or ord(sign) > 0x3000)
    base = unicodedata.normalize("NFC", re.sub(r"[\W_]+", " ", base)).strip()
    number = re.search(r" ?(\d{1,2})$", base)
    return (base[: number.start()], int(number[1])) if number else (base, None)
