"""The explorer in a real JupyterLab: typed in, clicked, turned, saved and coded in, as a reader does it."""

import os
from pathlib import Path

import pytest

from tests.conftest import CHROMIUM, ROOT
from tests.test_browser import CODE, ENDED, KERNEL, lab

__all__ = ["lab"]
AXE = next(
    filter(
        Path.is_file,
        map(Path, (os.environ.get("AXE_CORE", "axe.min.js"), ROOT / "node_modules" / "axe-core" / "axe.min.js")),
    ),
    None,
)  # npm install axe-core, or AXE_CORE=path of axe.min.js
WIDE, NARROW = 1300, 900
SECONDS = 60_000
UNFOLDED = ".tt-explorer .panes > * { height: auto !important; max-height: none !important; }"
QUIET = "!document.querySelector('.tt-explorer').hasAttribute('aria-busy')"
TABS = ("find", "read", "words", "tone", "topics", "episodes", "causes", "code")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="No Chromium is found, so the explorer is not tried in a browser."),
]


def _axe(page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run('.tt-explorer').then(found => found.violations)")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found]


class Reader:
    """A person at the explorer: what is done, and what is then seen."""

    def __init__(self, page) -> None:
        self.page, self.wrong, self.asked = page, [], []
        page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def opens(self, address: str) -> None:
        self.page.goto(f"{address}/lab/tree/notebooks/explore.ipynb?token=test&reset")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=SECONDS)
        self.page.wait_for_function(f"{KERNEL} === 'idle'", timeout=SECONDS)
        self.page.click(".lm-MenuBar-itemLabel:text-is('Run')")
        self.page.click(".lm-Menu-itemLabel:text-is('Run All Cells')")
        self.page.wait_for_selector(".tt-explorer [role=tab]", timeout=SECONDS)
        self.page.wait_for_function(f"{KERNEL} === 'idle' && (cells => {ENDED})({CODE})", timeout=SECONDS)
        self.page.locator(".tt-explorer").scroll_into_view_if_needed()
        self.wrong.clear()

    def rests(self) -> None:
        self.page.wait_for_timeout(250)
        self.page.wait_for_function(QUIET, timeout=SECONDS)

    def types(self, words: str) -> None:
        self.page.get_by_label("Look for", exact=True).fill(words)
        self.rests()

    def goes(self, tab: str) -> None:
        self.page.locator(f".tt-explorer [role=tab][data-value={tab}]").click()
        self.rests()

    def sees(self, part: str) -> str:
        return self.page.locator(f".tt-explorer [data-part={part}]").inner_text()

    def violations(self) -> list[str]:
        """What axe finds, in JupyterLab and on a page of its own where nothing is scrolled out of its sight."""
        html = self.page.locator(".tt-explorer").evaluate("one => one.outerHTML")
        alone = self.page.context.new_page()
        look = (ROOT / "analysis" / "data" / "explorer.css").read_text("utf-8")
        alone.set_content(f"<html lang=en><style>{look}{UNFOLDED}</style><main>{html}</main></html>")
        found = _axe(self.page) + _axe(alone)
        alone.close()
        return found


@pytest.fixture(scope="module", params=[WIDE, NARROW])
def reader(request, lab, browser):
    """A reader with the notebook open and run, at a wide and at a narrow window."""
    context = browser.new_context(viewport={"width": request.param, "height": 1000})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader = Reader(context.new_page())
    reader.opens(lab)
    yield reader
    context.close()


@pytest.fixture(autouse=True)
def from_the_start(reader):
    """Each test begins at the tab Find, with nothing typed; nothing is asked of a host, no error is left."""
    reader.goes("find")
    reader.types("")
    yield
    assert reader.wrong == []
    assert [url for url in reader.asked if not url.startswith(("http://127.0.0.1", "data:", "blob:"))] == []


def test_a_typed_word_is_counted_and_a_stroke_opens_its_sentence(reader):
    """Type, see counts, strokes and lines; click a stroke and read the sentence with voice and line."""
    reader.types("peaceful coexistence")
    assert "per 1,000 words" in reader.sees("main") and "paper" in reader.sees("main")
    reader.page.locator(".tt-explorer .stroke").first.click()
    reader.rests()
    assert "peaceful coexistence" in reader.sees("passage").lower() and "line" in reader.sees("passage")


def test_a_knob_moves_the_counts(reader):
    """Whose words: a word that only people quoted say goes, with a sentence that tells where it is."""
    reader.types("mao")
    before = reader.sees("main")
    reader.page.locator("summary:has-text('Knobs')").click()
    reader.page.get_by_role("combobox", name="Whose words").select_option("author")
    reader.rests()
    assert reader.sees("main") != before
    reader.page.get_by_role("combobox", name="Whose words").select_option("all")
    reader.rests()
    assert reader.sees("main") == before
    reader.page.locator("summary:has-text('Knobs')").click()


def test_mistakes_are_a_sentence(reader):
    """A pattern that cannot be read, a word that stands nowhere: a sentence, and the page goes on."""
    reader.types("/(/")
    assert "cannot be read" in reader.sees("main")
    reader.types("khruschev")
    assert "Did you mean" in reader.sees("main")


def test_the_keyboard_alone_reads_a_sentence(reader):
    """Tab to the strokes, along them by arrow, open one by Enter; the focus stays where it was."""
    reader.types("stalin")
    reader.page.locator(".tt-explorer .stroke").first.focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Enter")
    reader.rests()
    assert "stalin" in reader.sees("passage").lower()
    assert "stroke" in reader.page.evaluate("document.activeElement.className")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "png", "svg"])
def test_a_view_is_saved(reader, kind):
    """Each kind of file is handed to the reader, and is not empty."""
    reader.types("ideolog*")
    with reader.page.expect_download() as saved:
        reader.page.get_by_role("button", name=f"Save this view as {kind.upper()}").click()
    assert saved.value.suggested_filename == f"explore_find_ideolog.{kind}"
    assert Path(saved.value.path()).stat().st_size > 500
    reader.rests()


def test_code_is_shown_to_copy_or_to_run(reader):
    """Show code opens; one button copies the lines, another puts them into a new cell below."""
    reader.types("stalin")
    reader.page.locator(".tt-explorer summary:has-text('Show code')").click()
    reader.page.get_by_role("button", name="Copy", exact=True).click()
    assert "ask(study, 'stalin')" in reader.page.evaluate("navigator.clipboard.readText()")
    before = len(reader.page.evaluate(CODE))
    reader.page.get_by_role("button", name="Put into a new cell").click()
    sources = [cell["source"] for cell in reader.page.evaluate(CODE)]
    assert len(sources) == before + 1 and sum("ask(study, 'stalin')" in source for source in sources) == 1
    assert "new cell below" in reader.sees("status")
    reader.page.locator(".tt-explorer summary:has-text('Show code')").click()


def test_a_passage_is_coded(reader):
    """From a line to the form to codings.csv: the mark stands in the list, and can be rejected."""
    reader.types("peaceful coexistence")
    reader.page.locator(".tt-explorer .lines .match button").first.click()
    reader.rests()
    reader.page.get_by_role("button", name="Code this sentence").click()
    reader.rests()
    reader.page.get_by_role("combobox", name="Kind").select_option("stance")
    reader.page.get_by_label("Code: what the passage is").fill("a try in the browser")
    reader.page.get_by_role("button", name="Write to codings.csv").click()
    reader.rests()
    assert "Written to codings.csv" in reader.sees("status")
    while reader.page.get_by_role("button", name="Show more rows").count():
        reader.page.get_by_role("button", name="Show more rows").click()
        reader.rests()
    assert "a try in the browser" in reader.sees("main")
    reader.page.get_by_role("button", name="Reject: a try in the browser").last.click()
    reader.rests()
    assert "rejected" in reader.sees("main")


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_shows_itself(reader, tab, tmp_path_factory):
    """Each tab answers, nothing is wider than the page, and axe finds nothing wrong."""
    reader.types("khrushchev")
    reader.goes(tab)
    assert len(reader.sees("main")) > 80
    if folder := os.environ.get("SCREENSHOTS"):
        width = reader.page.viewport_size["width"]
        reader.page.locator(".tt-explorer").screenshot(path=f"{folder}/{tab}-{width}.png")
    assert AXE is None or reader.violations() == []
