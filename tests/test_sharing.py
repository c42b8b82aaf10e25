"""The page to hand on: what it holds, what it must not hold, and how it is kept from asking anybody for anything."""

import base64
import hashlib
import json
import random
import re
from collections import Counter

import pytest

from analysis import count_terms, export_page, open_study, read_corpus, split_terms
from analysis.errors import AnalysisError
from analysis.sharing.packing import browser_offsets, pack
from analysis.sharing.page import explore_page, page_data
from analysis.sharing.places import LEAST_VOICE, STRETCH, cut_lanes, find_phrases
from analysis.sharing.rights import MOST_SHARE, choose_excerpts, find_shown
from analysis.showing.tables import MOST_WORDS
from analysis.terms import name_term
from tests.conftest import make_corpus

WORDS = [f"{first}{second}" for first in "aeiou" for second in ("ba", "ke", "lo", "mu", "ni", "pra", "sti", "tor")]


@pytest.fixture(scope="module")
def few(seeds):
    """The page of the project's texts within the limit, as HTML."""
    return explore_page(seeds)


def words(text: str) -> list[str]:
    """Words as rights count them."""
    return re.findall(r"[^\W_]+", text.lower())


def data_of(page: str) -> dict:
    """What the script of a page reads."""
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


def unpack(packed: str) -> list[int]:
    """Numbers of `pack`, read the long way."""
    numbers, value, shift = [], 0, 0
    for byte in base64.b64decode(packed):
        value, shift = value + ((byte & 127) << shift), shift + 7
        if byte < 128:
            numbers, value, shift = [*numbers, value], 0, 0
    return numbers


def uses(document: dict, key: str, terms: list[str]) -> dict[tuple[str, str], int]:
    """(voice, term) → uses, summed over the stretches of a page."""
    voices = [lane["voice"] for lane in document["lanes"] for _ in lane["stretches"]]
    found, flat, at = Counter(), unpack(document[key]), 0
    for term in terms:
        pairs, cell, at = flat[at], 0, at + 1
        for _ in range(pairs):
            cell, n, at = cell + flat[at], flat[at + 1], at + 2
            found[voices[cell], term] += n
    return dict(found)


def long_corpus(seed: int = 0, mix=None):
    """Two texts of a thousand words each, one with a long quotation; `mix` reorders the words of a text."""
    texts = {}
    for place, name in enumerate(("one", "two")):
        chosen = random.Random(seed + place).choices(WORDS, k=1000)
        texts[name] = chosen if mix is None else mix(name, chosen)
    return make_corpus({name: [" ".join(text)] for name, text in texts.items()})


def test_numbers_are_packed_and_read_again():
    """Small, large and no numbers come back as they were."""
    for numbers in ([], [0], [127, 128, 300, 2**31], list(range(500))):
        assert unpack(pack(numbers)) == numbers


def test_places_are_those_of_a_browser():
    """Signs beyond U+FFFF take two places, as in a script."""
    assert browser_offsets("a😀b").tolist() == [0, 1, 3, 4]


@pytest.mark.parametrize("key, names", [("counts", False), ("namedCounts", True)])
def test_counts_of_a_limited_page_are_exact(seeds, few, key, names):
    """For every word and voice the stretches sum to what count_terms counts."""
    data, terms = data_of(few), split_terms(seeds, names=names)
    counted = count_terms(terms, by=("document", "voice"))
    for document in data["documents"]:
        mine = counted[counted["document"] == document["name"]]
        expected = {(row.voice, row.term): row.n for row in mine.itertuples()}
        assert uses(document, key, data["terms"]) == expected
        sizes = mine.groupby("voice")["n"].sum().to_dict()
        assert document["named" if names else "plain"] == sizes


def test_the_order_of_words_is_not_on_a_limited_page():
    """Texts whose words are shuffled within each stretch give the same page: it cannot tell one from the other."""
    plain = long_corpus()
    terms = split_terms(plain)
    cells = cut_lanes(plain, terms)

    def mix(name, chosen):
        mine = cells.loc[cells["document"] == name, "cell"].tolist()
        for cell in set(mine):
            rows = [row for row, other in enumerate(mine) if other == cell]
            told = [chosen[row] for row in rows]
            random.Random(cell).shuffle(told)
            for row, word in zip(rows, told, strict=True):
                chosen[row] = word
        return chosen

    mixed = long_corpus(mix=mix)
    assert mixed["one"].text != plain["one"].text
    pages = [page_data(corpus, "none") for corpus in (plain, mixed)]
    for page in pages:  # phrases that stand three times are told, as the next test says
        del page["phrases"], page["namedPhrases"]
        for document in page["documents"]:
            del document["phraseCounts"], document["namedPhraseCounts"]
    assert pages[0] == pages[1]


def test_phrases_told_are_names_or_stand_often(seeds):
    """A limited page counts phrases of corpus.toml, and others that stand three times with no grammar at their ends."""
    terms = split_terms(seeds)
    phrases = find_phrases(seeds, terms)
    told = {name_term(alias) for alias in [*seeds.names["alias"], *seeds.themes["term"]]}
    assert set(phrases["term"].value_counts().loc[lambda n: n < 3].index) <= told
    spans = [(row, len(term.split())) for row, term in zip(phrases["row"], phrases["term"], strict=True)]
    covered = {row + step for row, length in spans for step in range(length)}
    assert len(covered) < 0.25 * len(terms)


def test_no_stretch_is_short(seeds, few):
    """Words are counted in two hundred or more, a voice of few words by itself in a hundred or more."""
    for document in data_of(few)["documents"]:
        for lane in document["lanes"]:
            least = STRETCH if lane["words"] >= STRETCH else LEAST_VOICE
            assert min(stretch[-1] for stretch in lane["stretches"]) >= least


def test_a_voice_of_few_words_is_not_told_apart():
    """A quotation of six words, counted by itself, would be given away; then all words are counted together."""
    text = " ".join(random.Random(1).choices(WORDS, k=600))
    said = " ".join(text.split()[100:106])
    corpus = make_corpus({"one": [text]}, quoted=[("one", said, "unknown")])
    (document,) = page_data(corpus, "none")["documents"]
    assert [lane["voice"] for lane in document["lanes"]] == [""]


def test_excerpts_keep_within_the_limit(seeds, few):
    """No excerpt of the limited page is longer than forty words, and all are at most a tenth of each text."""
    excerpts = choose_excerpts(seeds, split_terms(seeds))
    for name in seeds:
        source = words(" ".join(seeds.blocks.query("document == @name")["text"]))
        assert len(find_shown(source, [words(few)])) <= MOST_SHARE * len(source)
        spans = excerpts[excerpts["document"] == name]
        assert len(spans) > 5
        lengths = [len(words(seeds[name].text[row.start : row.end])) for row in spans.itertuples()]
        assert max(lengths) <= MOST_WORDS
        between = [seeds[name].text[a:b] for a, b in zip(spans["end"], spans["start"][1:], strict=False)]
        assert all(words(gap) for gap in between), "two that touch would be one longer"


def test_what_is_passed_on_elsewhere_counts(seeds):
    """Excerpts of a report and of its page are together at most a tenth, and the page shows the report's."""
    text = seeds["chapter"].text
    blocks = seeds.blocks.query("document == 'chapter' and kind == 'prose'")
    shown = [" ".join(block.split()[:30]) for block in blocks["text"][:10]]
    source = words(" ".join(seeds.blocks.query("document == 'chapter'")["text"]))
    excerpts = choose_excerpts(seeds, split_terms(seeds), [f"<p>{words}</p>" for words in shown])
    mine = [words(text[row.start : row.end]) for row in excerpts.query("document == 'chapter'").itertuples()]
    together = find_shown(source, [*mine, *map(words, shown)])
    assert 0.09 * len(source) < len(together) <= MOST_SHARE * len(source)
    assert sum(words(one) in mine for one in shown) == 10


def test_nobody_is_named(seeds):
    """Neither the student nor the instructor nor the course stand on a page, however much text it carries."""
    page = explore_page(seeds, excerpts="all")
    private = [value for text in seeds.texts.values() for value in (text.author, text.instructor, text.course)]
    assert [value for value in private if value and value in page] == []


def test_too_short_a_text_is_not_counted():
    """Of a text of few words no counts are passed on, and one sentence says so."""
    corpus = make_corpus({"one": ["only a few words"], "two": ["and some more"]})
    with pytest.raises(AnalysisError, match=r'one has 4 words.*excerpts="all"'):
        explore_page(corpus)
    assert "few words" in explore_page(corpus, excerpts="all")


def test_a_page_asks_nobody(few):
    """It forbids every request to itself, and runs no script but its own."""
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', few)[1]
    script = re.findall(r"<script>(.*?)</script>", few, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert len(script) == 1 and f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy and "form-action 'none'" in policy and "-src *" not in policy
    assert not re.search(r"<(link|img|iframe|base)\b|\bsrc=|@import|url\(", few)


def test_no_text_can_end_the_script(tmp_path):
    """A text with tags, quotes and line separators stands in the page as text."""
    said = "He wrote </script><script>alert(1)</script> and <!-- \"x\" & 'y' \u2028 \\ $style ${q}."
    (tmp_path / "one.txt").write_text(said, "utf-8")
    page = explore_page(read_corpus([tmp_path / "one.txt"]), excerpts="all")
    assert page.count("</script>") == 2 and page.count("<!--") == 0
    assert "</script><script>alert(1)</script>" in "".join(b["text"] for b in data_of(page)["documents"][0]["blocks"])


def test_a_page_is_written(seeds, tmp_path):
    """One file, in a folder that is made, from a corpus or a study alike; the same bytes each time."""
    path = export_page(seeds, tmp_path / "new" / "page.html")
    again = export_page(open_study(seeds), tmp_path / "again.html")
    assert path.read_bytes() == again.read_bytes() and len(path.read_bytes()) < 200_000


def test_wrong_calls_are_told(seeds, tmp_path):
    """What is no corpus, an unknown choice, and a place that is no folder: one sentence each."""
    (tmp_path / "file").write_text("")
    for call, told in (
        (lambda: export_page("seeds", tmp_path / "x.html"), "takes a Corpus"),
        (lambda: export_page(seeds, tmp_path / "x.html", excerpts="some"), "few, all, none"),
        (lambda: export_page(seeds, tmp_path / "file" / "x.html"), "cannot be written"),
    ):
        with pytest.raises(AnalysisError, match=told):
            call()
