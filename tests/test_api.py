"""The page of public names: it holds what `help` says, and needs nothing but itself."""

import html
import inspect
import re

import pytest

import analysis
from analysis.errors import AnalysisError
from analysis.workbook.api import PACKAGES, api_page, members, public_entries, write_api
from analysis.workbook.docstrings import docstring_html
from tests.conftest import CHROMIUM

ENTRIES = {entry.key: entry for entry in public_entries()}


def words(text: str) -> str:
    """The text without blanks, backticks and the lines under headings."""
    return re.sub(r"(?m)^-{3,}$|[\s`]", "", text)


def told(markup: str) -> str:
    return words(html.unescape(re.sub(r"<[^>]*>", "", markup)))


@pytest.fixture(scope="module")
def page():
    return api_page()


@pytest.fixture(scope="module")
def shown(page):
    """What each entry of the page says, by its name."""
    return {
        key: told(part)
        for key, part in re.findall(
            r'(?s)<section class="entry" id="([^"]+)">(.*?)(?=<section class="entry"|</main>)', page
        )
    }


def test_every_public_name_has_an_entry(shown):
    """Each name of the package and of its three rooms stands on the page once, with every way to import it."""
    assert set(shown) == set(ENTRIES)
    listed = {path for entry in ENTRIES.values() for path in (entry.path, *entry.also)}
    public = {f"{package}.{name}" for package in PACKAGES for name in __import__(package, fromlist=["x"]).__all__}
    assert public - listed == {"analysis.figures"}


@pytest.mark.parametrize("key", ENTRIES)
def test_an_entry_says_what_help_says(key, shown):
    """Every word of the docstring, in its order, and every parameter of the signature."""
    entry = ENTRIES[key]
    assert words(entry.text) in shown[key]
    if inspect.isfunction(entry.value):
        assert entry.text and all(name in shown[key] for name in inspect.signature(entry.value).parameters)
    for member in members(entry.value).values():
        assert words(inspect.getdoc(member)) in shown[key]


def test_links_lead_somewhere(page):
    """Every address on the page is a place on it, and names in docstrings are such links."""
    places = re.findall(r' id="([^"]+)"', page)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(places)
    assert '<a href="#split_terms"><code>split_terms</code></a>' in page


def test_nothing_is_fetched(page):
    """No address of a host, no file, no import: the page opens from a disk with the network shut."""
    assert not re.search(r'(?:src|srcset|action)=|@import|url\(|<link|fetch\(|href="(?!#)', page)
    assert "default-src 'none'" in page


def test_the_page_is_written_whole_or_not_at_all(tmp_path):
    """A folder that is missing is made; one that cannot be is a sentence; a link leads back where asked."""
    target = write_api(tmp_path / "report" / "api", back="../index.html")
    assert target.name == "index.html" and '<a href="../index.html">Report</a>' in target.read_text("utf-8")
    (tmp_path / "file").write_text("")
    with pytest.raises(AnalysisError, match="choose another folder"):
        write_api(tmp_path / "file" / "api")


def test_sections_become_lists():
    """Parameters, columns with further lines, notes with a link and an example, on a small docstring."""
    text = """Say it.

    Parameters
    ----------
    a, b : int
        Two <numbers>.

    Returns
    -------
    DataFrame
        One row a word:
        n : how often,
            and more
        p : in `f(1)`

    Examples
    --------
    >>> 1 < 2
    True"""
    shown = docstring_html(inspect.cleandoc(text), {"f": "#f"})
    assert "<dt><code>a, b</code> : " in shown and "Two &lt;numbers&gt;." in shown
    assert "<dt><code>n</code> :</dt><dd>how often,\nand more</dd>" in shown
    assert (
        '<a href="#f"><code>f(1)</code></a>' in shown and "<pre><code>&gt;&gt;&gt; 1 &lt; 2\nTrue</code></pre>" in shown
    )


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="No Chromium is found.")
def test_the_search_finds_and_follows(tmp_path, browser):
    """Typing leaves the names that hold all words; Enter goes to the first; no request is made, no error shown."""
    target, asked, wrong = write_api(tmp_path), [], []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(target.as_uri())
    page.keyboard.press("/")
    page.keyboard.type("cluster doc")
    assert page.locator("#names li.name:visible a").all_inner_texts() == ["cluster_documents"]
    assert page.inner_text("#count") == "1 name"
    page.keyboard.press("Enter")
    assert page.url.endswith("#cluster_documents")
    page.fill("#ask", "zeppelin")
    assert page.inner_text("#count").startswith("No name")
    page.close()
    assert asked == [target.as_uri()] and wrong == []


def test_types_are_told_without_their_modules(shown):
    """A signature names DataFrame and Iterable, not where they come from."""
    assert "terms:DataFrame|TermMatrix,*,voice:Literal['author','quoted']|None='author'" in shown["cluster_documents"]
    assert (
        "pandas." not in "".join(shown.values()) and analysis.TOPIC_TERMS and "TOPIC_TERMS=100" in shown["TOPIC_TERMS"]
    )
