"""The page to hand on in a real browser, from disk, the network shut: what a visitor types, clicks and sees."""

import os
from pathlib import Path

import pytest

from analysis import concordance, count_terms, export_page, find_positions, read_corpus, split_terms
from analysis.terms import match_query
from analysis.terms.queries import parse_query
from tests.conftest import CHROMIUM, ROOT

AXE = Path(os.environ.get("AXE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))  # npm pack axe-core, by hand
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="No Chromium is found, so the page is not tried in a browser."),
]
QUERIES = (
    "mao",
    "Great  Leap Forward",
    "commun*",
    "red|white*",
    "U.S.S.R.",
    "Stalin’s",
    "1956-1960",
    '"peaceful coexistence"',
    "* leap",
    "we",
)
ODD = {
    "arabic": "قال الرجل: «السلام عليكم». ثم ذهب الرجل إلى البيت.\n\nعاد الرجل مساء.",
    "chinese": "毛泽东说话。\n\n赫鲁晓夫也说话, 毛泽东 听。",
    "tags": "A </script><b>tag</b> & \"quotes\" 'here' 😀 said Straße. The 😀 fool \u2028 says so too.",
}
COUNTS = """([query, names]) => {
    const {why, texts} = explore.find(query, names);
    return why || Object.fromEntries(texts.map(({text, lanes}) =>
        [text.name, Object.fromEntries(lanes.map(({voice, n}) => [voice, n]))]));
}"""
LINES = """query => explore.find(query).texts.flatMap(({text, hits}) =>
    hits.map(hit => [text.name, hit.line, hit.voice, hit.speaker, ...context(text, hit)]))"""


@pytest.fixture(scope="module")
def folder(seeds, tmp_path_factory):
    """Pages of the project's texts, within the limit and whole, of three odd texts, and of twelve."""
    made = tmp_path_factory.mktemp("pages")
    for name, text in ODD.items():
        (made / f"{name}.txt").write_text(text, "utf-8")
    many = [made / f"text {number}: {'x' * number}.txt" for number in range(12)]
    for number, path in enumerate(many):
        path.write_text(f"The river rose in spring.\n\nIt was year {number}, and “the river fell,” he said.", "utf-8")
    export_page(seeds, made / "few.html")
    export_page(seeds, made / "whole.html", excerpts="all")
    export_page(read_corpus([made / f"{name}.txt" for name in ODD]), made / "odd.html", excerpts="all")
    export_page(read_corpus(many), made / "many.html", excerpts="all")
    return made


@pytest.fixture
def visit(folder, browser):
    """Opens a page of the folder without network; nothing may be asked for but the file, and no error be told."""
    context = browser.new_context(viewport={"width": 1300, "height": 900}, offline=True)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text))
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(folder.as_uri()) else None)

    def open_page(name: str, address: str = ""):
        page.goto("about:blank")
        page.goto(f"{(folder / name).as_uri()}{address}")
        return page

    yield open_page
    context.close()
    assert wrong == []


def counted(terms) -> dict[str, dict[str, dict[str, int]]]:
    """Term → document → voice → uses, by count_terms; 0 where it does not stand."""
    table = count_terms(terms, by=("document", "voice"))
    empty = {name: {"author": 0, "quoted": 0} for name in table["document"].unique()}
    found = {term: {name: dict(voices) for name, voices in empty.items()} for term in table["term"].unique()}
    for row in table.itertuples():
        found[row.term][row.document][row.voice] = row.n
    return found


@pytest.mark.parametrize("name", ["few.html", "whole.html"])
@pytest.mark.parametrize("names", [False, True])
def test_every_word_is_counted_as_by_the_package(visit, seeds, name, names):
    """Typed one by one, all words of both texts have the counts of count_terms, in each voice."""
    expected = counted(split_terms(seeds, names=names))
    plain = {term: told for term, told in expected.items() if " " not in term}
    page = visit(name)
    found = page.evaluate(f"terms => terms.map(term => ({COUNTS})([term, {str(names).lower()}]))", list(plain))
    assert dict(zip(plain, found, strict=True)) == plain


@pytest.mark.parametrize("query", QUERIES)
def test_lines_are_those_of_the_package(visit, seeds, query):
    """With the whole texts, each line is the one `concordance` gives, and each stroke stands where a barcode has it."""
    page = visit("whole.html")
    columns = ["document", "line", "voice", "speaker", "left", "match", "right"]
    table = concordance(seeds, query)[columns]
    assert page.evaluate(LINES, query) == table.to_numpy().tolist()
    places = page.evaluate("query => explore.find(query).texts.flatMap(({hits}) => hits.map(hit => hit.place))", query)
    if len(table):
        assert places == pytest.approx(find_positions(split_terms(seeds), query, voice=None)["position"].tolist())


@pytest.mark.parametrize(
    "query", ["Great Leap Forward", "Soviet Union", "peaceful coexistence", "Mao|Khrushchev", "MAO*"]
)
@pytest.mark.parametrize("names", [False, True])
def test_a_limited_page_counts_names_and_phrases(visit, seeds, query, names):
    """What it counts without the texts is what the package counts with them, also with names joined."""
    terms = split_terms(seeds, names=names)
    hits = terms.iloc[match_query(terms, query)[0]]
    told = visit("few.html").evaluate(COUNTS, [query, names])
    for document, voices in told.items():
        mine = hits[hits["document"] == document]
        assert voices == {voice: int((mine["voice"] == voice).sum()) for voice in voices}


def test_what_cannot_be_counted_is_said(visit):
    """A phrase the limited page cannot count, alternatives that overlap, a wrong sign: one sentence and no number."""
    page = visit("few.html")
    for query, told in (
        ("of the soviet", "none of the phrases"),
        ("great leap*", "one by one"),
        ("Soviet Union|soviet", "one after the other"),
        ("mao?", "No word holds the sign ?"),
        ("a||b", "alternatives is empty"),
    ):
        page.fill("#q", query)
        page.click("text=Find")
        assert told in page.inner_text("#status") and page.locator(".counts").count() == 0, query
    assert page.evaluate(COUNTS, ["great zeppelin", False]) == {
        n: {"author": 0, "quoted": 0} for n in ("paper", "chapter")
    }


@pytest.mark.parametrize(
    "query",
    [*QUERIES, "re-deals", "don’t", "U.S. a*b", "3.5 1,000*", "l'été*", "ΣΊΣΥΦΟΣ", "STRASSE straße", "*", "x–y", "*'s"],
)
def test_a_query_is_read_as_by_the_package(visit, query):
    """Words, stars, hyphens, initials, genitives, capitals of other scripts."""
    assert visit("few.html").evaluate("query => explore.parseQuery(query)", query) == parse_query(query)


def test_a_visitor_types_and_clicks(visit):
    """Typing shows counts, strokes and lines; a click on a stroke marks its line; the line leads into the text."""
    page = visit("whole.html")
    page.fill("#q", "coexistence")
    page.wait_for_selector(".hits li")
    assert page.inner_text("#status").startswith("“coexistence”: ")
    assert page.evaluate("location.hash") == "#q=coexistence"
    strip = page.locator("[role=slider]").first
    box = strip.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 2, box["y"] + 10)
    chosen = page.locator(".hits li.chosen")
    assert chosen.count() == 1 and "coexistence" in chosen.inner_text()
    assert chosen.evaluate(
        "item => { const box = item.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight }"
    )
    line = chosen.locator("a").inner_text().removeprefix("line ")
    chosen.locator("a").click()
    page.wait_for_selector("#read .here")
    assert page.inner_text("#read .here") == "coexistence" and f"line {line}." in page.inner_text("#line-status")


def test_keys_are_enough(visit):
    """Tab reaches the strip, arrow keys go from use to use and say the line, Enter goes to it."""
    page = visit("whole.html", "#q=commune*")
    strip = page.locator("[role=slider]").first
    strip.focus()
    first = strip.get_attribute("aria-valuetext")
    assert first.startswith("1 of ") and "commune" in first
    strip.press("ArrowRight")
    strip.press("End")
    strip.press("Home")
    strip.press("ArrowRight")
    assert strip.get_attribute("aria-valuenow") == "2" and strip.get_attribute("aria-valuetext") != first
    strip.press("Enter")
    assert page.evaluate("document.activeElement.closest('.hits li.chosen') !== null")


def test_voices_can_be_asked_apart(visit, seeds):
    """The knob leaves the lines and strokes of one voice, which differ by name and form and not by colour alone."""
    page = visit("whole.html", "#q=we&voice=quoted")
    lines = concordance(seeds, "we")
    assert page.locator(".hits li").count() == (lines["voice"] == "quoted").sum()
    assert page.locator(".strip.author").count() == 0
    dashes = page.locator(".strip.quoted .strokes").first.evaluate("path => getComputedStyle(path).strokeDasharray")
    page.select_option("#choose", label="The chapter")
    assert dashes != "none" and page.locator("#read mark.quoted").count() > 0
    page.check("[name=voice][value='author']")
    page.wait_for_timeout(400)  # its policy lets no test wait by a script
    assert "voice=author" in page.evaluate("location.hash")
    assert page.locator(".hits li").count() == (lines["voice"] == "author").sum()


@pytest.mark.parametrize("name", ["few.html", "whole.html"])
def test_an_address_leads_to_a_line(visit, name):
    """`#paper:27` shows that line where the page has it, and else says where it is; so does one that there is not."""
    page = visit(name, "#paper:27")
    page.wait_for_selector(".here")
    page.wait_for_timeout(400)
    assert "The paper, line 27." in page.inner_text("#line-status")
    assert page.evaluate(
        "(box => box.top > 0 && box.top < innerHeight)(document.querySelector('.here').getBoundingClientRect())"
    )
    visit(name, "#nobody:3")
    assert "no line 3 of “nobody”" in page.inner_text("#status")
    visit(name, "#paper:60")
    assert ("may not stand" if name == "few.html" else "within the passage") in page.inner_text("#line-status")


def test_a_limited_page_has_bars(visit):
    """Its bars are stretches: a click says the lines, the number, and what of it may be shown; the page says why."""
    page = visit("few.html", "#q=mao")
    assert "lines of it may stand on this page" in page.inner_text("section.doc0")
    strip = page.locator("section.doc0 [role=slider]").first
    strip.press("Home")
    assert strip.get_attribute("aria-valuetext").startswith(
        "stretch 1 of 11, lines 13 to "
    ) or "stretch 1 of 12" in strip.get_attribute("aria-valuetext")
    assert "belong to their authors" in page.inner_text("#rights")


def test_odd_texts_stand_as_they_are(visit):
    """Arabic, Chinese, tags, quotes and signs beyond U+FFFF are found, and shown as text."""
    page = visit("odd.html")
    for query, text, line in (
        ("الرجل", "arabic", "ثم ذهب الرجل"),
        ("毛泽东*", "chinese", "毛泽东说话"),
        ("fool", "tags", "The 😀 fool"),
        ("STRASSE", "tags", "Straße"),
    ):
        page.fill("#q", query)
        page.click("text=Find")
        assert line in page.inner_text(f"section.doc{list(ODD).index(text)} .hits").replace("\n", "")
    assert page.locator("#read b, #found b:has-text('tag')").count() == 0


def test_twelve_texts_are_told_apart(visit):
    """Each has its row, its strip and its lines, and names with signs of addresses are reached."""
    page = visit("many.html", "#q=river")
    assert page.locator(".counts tbody tr").count() == 12 and page.locator("section.text").count() == 12
    href = page.locator(".hits a").nth(9).get_attribute("href")
    visit("many.html", href)
    page.wait_for_selector("#read .here")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not found; AXE may name its axe.min.js.")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["few.html#q=we", "whole.html#q=we", "odd.html", "many.html#q=river"])
def test_everybody_can_use_it(visit, name, scheme):
    """axe-core finds nothing to object to, in light and in dark."""
    file, _, address = name.partition("#")
    page = visit(file, f"#{address}")
    page.emulate_media(color_scheme=scheme)
    page.wait_for_timeout(100)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "axe.run(document).then(told => told.violations.map(one => [one.id, ...one.nodes.map(node => node.html)]))"
    )
    assert found == []
