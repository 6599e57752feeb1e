"""The one document says all that the site says, leads wherever the site led, and needs nothing but itself."""

import re
import time
import zlib
from base64 import b64decode
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.build import build
from generator.manifest import Built, Order
from generator.problem import ToolFailed
from generator.render.one_page import one_page
from generator.render.one_page_files import copy_taken
from generator.render.one_page_links import HERE, REFERENCES
from generator.render.one_page_look import without_theme
from generator.render.one_page_read import sites_in
from tests.generator.render.handmade import CHECKOUT

LEARNERS = ("s-0001", "s-0004", "s-0013")  # Arabic and photos; a recording; eight goals and a paper as evidence
AT_MOST_COMPRESSED = 60_000
AT_MOST_SECONDS = 0.020  # a learner and language
DATA = re.compile(r"data:[\w/]+;base64,[^\"]*")


class Nobody:
    def waiting(self, who: str) -> None: ...
    def begins(self, learners: int) -> None: ...
    def finished(self, built: Built) -> None: ...


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plain sites of some learners, a folder each."""
    out = tmp_path_factory.mktemp("plain")
    order = Order(root=CHECKOUT, out=out, learners=LEARNERS, only="site", how="serial", access="plain")
    outcome = build(order, lambda _zone: date(2026, 11, 20), Nobody())
    assert not outcome.failed, outcome.all_problems
    return out / "site" / "s"


@pytest.fixture(scope="module")
def documents(plain: Path) -> dict[str, str]:
    return {learner: one_page(plain / learner, papers=False) for learner in LEARNERS}


@pytest.fixture(scope="module")
def with_papers(plain: Path) -> dict[str, str]:
    return {learner: one_page(plain / learner, papers=True) for learner in LEARNERS}


def sole(parsed: LexborHTMLParser, where: str) -> LexborNode:
    [found] = parsed.css(where)
    return found


def words_of(node: LexborNode) -> list[str]:
    return node.text(separator=" ").split()


@pytest.mark.parametrize("learner", LEARNERS)
def test_every_word_of_every_page_stands_in_the_document(plain: Path, documents: dict[str, str], learner: str) -> None:
    parsed = LexborHTMLParser(documents[learner])
    chapters = parsed.css("article.chapter")
    pages = [page for site in sites_in(plain / learner) for page in site.pages]
    assert len(chapters) == len(pages) == len(list((plain / learner).rglob("index.html")))
    for chapter, page in zip(chapters, pages, strict=True):
        [who] = page.content.css(".pb-who")
        who.decompose()  # said once for all pages
        assert words_of(chapter.css(".pb")[0]) == words_of(page.content), page.path
    heads = [part.css(".who")[0].text() for part in parsed.css(".part")]
    assert all(heads)


@pytest.mark.parametrize("learner", LEARNERS)
def test_every_link_that_led_somewhere_still_leads_there(plain: Path, documents: dict[str, str], learner: str) -> None:
    parsed = LexborHTMLParser(documents[learner])
    ids = {marked.attrs.sget("id"): marked for marked in parsed.css("[id]")}
    chapters = iter(parsed.css("article.chapter"))
    for site in sites_in(plain / learner):
        for page in site.pages:
            led = [
                href
                for link in page.content.css("a[href]")
                if not (href := link.attrs.sget("href")).startswith(("mailto:", "tel:", "https:"))
                and (plain / learner / page.leads_to(href) / "index.html").is_file()
            ]
            leads = [
                href.removeprefix(HERE)
                for link in next(chapters).css("a[href]")
                if (href := link.attrs.sget("href")).startswith(HERE)
            ]
            assert len(leads) == len(led) + 1, f"{page.path}: those of the page, and the one back"
            for before, now in zip(led, leads, strict=False):
                fragment = before.partition("#")[2]
                assert now.endswith(f"--{fragment}") if fragment else ids[now].tag in ("article", "h2"), before
    assert {href.attrs.sget("href").removeprefix(HERE) for href in parsed.css(f'a[href^="{HERE}"]')} <= ids.keys()


@pytest.mark.parametrize("learner", LEARNERS)
def test_no_id_stands_for_two_things_and_all_that_refer_find_theirs(with_papers: dict[str, str], learner: str) -> None:
    parsed = LexborHTMLParser(with_papers[learner])
    ids = Counter(marked.attrs.sget("id") for marked in parsed.css("[id]"))
    assert [id_ for id_, times in ids.items() if times > 1] == []
    named = {id_ for each in REFERENCES for node in parsed.css(f"[{each}]") for id_ in node.attrs.sget(each).split()}
    drawn = {use.attrs.sget("href").removeprefix("#") for use in parsed.css("use")}
    assert named | drawn <= ids.keys()
    assert "url(#" not in with_papers[learner], "nothing drawn refers to a pattern or a mark by id"


@pytest.mark.parametrize("learner", LEARNERS)
def test_one_main_heading_and_no_level_left_out(documents: dict[str, str], learner: str) -> None:
    parsed = LexborHTMLParser(documents[learner])
    levels = [int((heading.tag or "h9")[1]) for heading in parsed.css("h1, h2, h3, h4, h5, h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


@pytest.mark.parametrize("papers", [False, True])
@pytest.mark.parametrize("learner", LEARNERS)
def test_nothing_runs_and_nothing_is_asked_of_anybody(
    documents: dict[str, str], with_papers: dict[str, str], learner: str, papers: bool
) -> None:
    parsed = LexborHTMLParser((with_papers if papers else documents)[learner])
    assert parsed.css("script, iframe, object, embed, form, link, base") == []
    attributes = [(name, value) for node in parsed.css("*") for name, value in node.attributes.items()]
    assert [name for name, _ in attributes if name.startswith("on")] == []
    loaded = [value or "" for name, value in attributes if name in ("src", "srcset", "poster", "data", "action")]
    assert all(value.startswith("data:") for value in loaded)
    ways = {(node.attrs.sget("href").partition(":")[0]) for node in parsed.css("a[href]")}
    assert ways <= {"about", "https", "mailto", "tel", "data"}
    outside = parsed.css('a[href^="https:"]')
    assert all(link.attrs.sget("rel") == "noopener noreferrer" for link in outside)
    assert all(link.attrs.sget("target") == "_blank" for link in outside)
    assert sole(parsed, "title").text() == sole(parsed, "h1 span:first-child").text(), "no title names anybody"


def test_each_picture_lies_there_once_in_its_smallest_copy(plain: Path, documents: dict[str, str]) -> None:
    folder = plain / "s-0001"
    shown = {
        copy_taken(folder, page, image)
        for site in sites_in(folder)
        for page in site.pages
        for image in page.content.css("img")
    }
    assert len(shown) == 2
    parsed = LexborHTMLParser(documents["s-0001"])
    held = [image.attrs.sget("href") for image in parsed.css("image")]
    assert sorted(held) == sorted(set(held))
    assert {b64decode(uri.partition(",")[2]) for uri in held} == {(folder / str(path)).read_bytes() for path in shown}
    windows = parsed.css('svg[role="img"]')
    assert len(windows) == 8, "two pictures on two pages in two languages"
    assert all(window.attrs.sget("aria-label") for window in windows)
    for path in shown:
        copies = (folder / str(path)).parent.glob(f"{Path(str(path)).name.rpartition('-')[0]}-*")
        assert (folder / str(path)).stat().st_size == min(copy.stat().st_size for copy in copies)


@pytest.mark.parametrize("learner", LEARNERS)
def test_without_papers_their_names_stay_and_no_more(documents: dict[str, str], learner: str) -> None:
    parsed = LexborHTMLParser(documents[learner])
    assert parsed.css('a[href^="data:"], audio, [download]') == []
    assert {uri.partition(";")[0] for uri in DATA.findall(documents[learner])} <= {"data:image/webp", "data:image/png"}


@pytest.mark.parametrize("learner", LEARNERS)
def test_with_papers_each_lies_there_once_in_a_language_byte_for_byte(
    plain: Path, with_papers: dict[str, str], learner: str
) -> None:
    parsed = LexborHTMLParser(with_papers[learner])
    files = {
        path.read_bytes() for path in (plain / learner).rglob("*") if path.suffix in (".pdf", ".mp3") and path.is_file()
    }
    for part in parsed.css(".part"):
        uris = [link.attrs.sget("href") for link in part.css('a[href^="data:"]')]
        uris += [player.attrs.sget("src") for player in part.css("audio")]
        assert Counter(b64decode(uri.partition(",")[2]) for uri in uris) == Counter(files)
    assert all(link.attrs.sget("download") for link in parsed.css('a[href^="data:"]'))


def test_a_recording_is_heard_once_and_found_from_elsewhere(with_papers: dict[str, str]) -> None:
    parsed = LexborHTMLParser(with_papers["s-0004"])
    player = sole(parsed, "audio")
    assert player.attrs.sget("src").startswith("data:audio/mpeg;base64,")
    assert len(parsed.css(f'a[href="{HERE}{player.attrs.sget("id")}"]')) == 1


def test_each_language_says_which_it_is_and_how_it_runs(documents: dict[str, str]) -> None:
    parsed = LexborHTMLParser(documents["s-0001"])
    parts = [(part.attrs.sget("id"), part.attrs.sget("lang"), part.attrs.sget("dir")) for part in parsed.css(".part")]
    assert parts == [("en", "en", "ltr"), ("ar", "ar", "rtl")]
    switch = [(link.text(), link.attrs.sget("href")) for link in parsed.css("nav.languages a")]
    assert switch == [("English", f"{HERE}en"), ("العربية", f"{HERE}ar")]
    assert LexborHTMLParser(documents["s-0004"]).css("nav.languages") == []


def test_pages_stand_in_the_order_of_the_menu(documents: dict[str, str]) -> None:
    parsed = LexborHTMLParser(documents["s-0001"])
    goals = ["goal-g1", "goal-g2", "goal-g3", "goal-g12", "goal-g11"]
    rest = ["evidence", "reached", "earlier", "about", "conversations", "changes", "family"]
    expected = ["home", "pathway-p1", *goals, *rest]
    assert [each.attrs.sget("id") for each in parsed.css("[id=en] article.chapter")] == expected
    assert [each.attrs.sget("id") for each in parsed.css("[id=ar] article.chapter")] == [f"ar--{e}" for e in expected]


@pytest.mark.parametrize("learner", LEARNERS)
def test_it_weighs_little_and_is_made_quickly(plain: Path, documents: dict[str, str], learner: str) -> None:
    compressed = len(zlib.compress(DATA.sub("", documents[learner]).encode(), 9))
    began = time.process_time()
    assert one_page(plain / learner, papers=False) == documents[learner], "the same bytes each time"
    took = (time.process_time() - began) / len(sites_in(plain / learner))
    print(f"{learner}: {took * 1000:.1f} ms a language, {compressed} bytes compressed without pictures")
    assert compressed <= AT_MOST_COMPRESSED
    assert took <= 50 * AT_MOST_SECONDS, "fifty-fold: only for what grows with the square of a site"


def page_with(inside: str, outside: str = "") -> str:
    return f'<!doctype html><html lang="en"><body>{outside}<div id="pb" class="pb">{inside}</div></body></html>'


def document_of(folder: Path, pages: dict[str, str]) -> LexborHTMLParser:
    for path, html in pages.items():
        (folder / path).mkdir(parents=True, exist_ok=True)
        (folder / path / "index.html").write_text(html, encoding="utf-8")
    return LexborHTMLParser(one_page(folder, papers=True))


@pytest.mark.parametrize(
    ("written", "expected", "because"),
    [
        ('<a href="goal/g1/">x</a>', "about:srcdoc#goal-g1", "a page is a part of the document"),
        ('<a href="goal/g1/index.html">x</a>', "about:srcdoc#goal-g1", "so it is by its file's name"),
        ('<a href="goal/g1/#c1">x</a>', "about:srcdoc#goal-g1--c1", "a place on a page stays a place"),
        ('<a href="goal/g1/#gone">x</a>', "about:srcdoc#goal-g1", "a place that is not there: at least its page"),
        ('<a href="#here">x</a>', "about:srcdoc#home--here", "a place on the same page"),
        ('<a href=".">x</a>', "about:srcdoc#home", "the page itself"),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "https://example.org/?a=1&b=2", "outside stays outside"),
        ('<a href="mailto:a@b.example">x</a>', "mailto:a@b.example", "a letter can be written without a network"),
        ('<a href="papers/my%20plan.pdf?dl=1">x</a>', "data:application/pdf;base64,UGxhbg==", "a paper, by its name"),
        ('<a href="goal/g9/">x</a>', None, "a page that does not exist: the words stay"),
        ('<a href="evidence/files/gone.pdf">x</a>', None, "a file that does not exist: the words stay"),
        ('<a href="../other/">x</a>', None, "nothing outside of the learner's folder"),
        ('<a href="../secret.pdf">x</a>', None, "not even a file that lies there"),
    ],
)
def test_where_a_link_leads(tmp_path: Path, written: str, expected: str | None, because: str) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"another learner's")
    (tmp_path / "site" / "papers").mkdir(parents=True)
    (tmp_path / "site" / "papers" / "my plan.pdf").write_bytes(b"Plan")
    home = page_with(f'<h1 id="page">Home</h1><p id="here">{written}</p>')
    goal = page_with('<h1 id="page">Goal</h1><p id="c1">One</p>')
    parsed = document_of(tmp_path / "site", {"": home, "goal/g1/": goal})
    [line] = parsed.css('[id="home--here"]')
    assert [link.attrs.sget("href") for link in line.css("a")] == ([] if expected is None else [expected]), because
    assert line.text() == "x", because


def test_drawings_and_formulas_come_through_as_they_were(tmp_path: Path) -> None:
    gradient = "<linearGradient></linearGradient>"
    drawing = f'<svg viewBox="0 0 4 2" preserveAspectRatio="none">{gradient}<path d="M0 0"></path></svg>'
    formula = '<math display="block"><mfrac><mn>3</mn><mn>4</mn></mfrac><mo>&lt;</mo><mtext>a &amp; b</mtext></math>'
    home = page_with(f'<h1 id="page">Home</h1><p>{formula}</p>{drawing}')
    parsed = document_of(tmp_path, {"": home})
    assert sole(parsed, "article svg").html == drawing
    assert sole(parsed, "article math").html == formula


def test_peoples_words_stay_words(tmp_path: Path) -> None:
    typed = '&lt;script&gt;alert(1)&lt;/script&gt; "&amp;lt;"'
    home = page_with(f'<h1 id="page">{typed}</h1><img src="b.png" alt="{typed.replace(chr(34), "&quot;")}">')
    parsed = document_of(tmp_path, {"": home})
    assert parsed.css("script") == []
    assert sole(parsed, "h2").text() == '<script>alert(1)</script> "&lt;"'
    assert sole(parsed, "title").text() == '<script>alert(1)</script> "&lt;"'
    assert parsed.css("img") == [], "a picture that is not there is told by its words"


def test_what_no_page_of_ours_holds_does_not_get_in(tmp_path: Path) -> None:
    strangers = (
        "<script>alert(1)</script><meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example>"
        "<iframe srcdoc=x></iframe><object data=x></object><form action=//evil.example><input></form>"
        "<style>@import '//evil.example'</style><svg><script>alert(2)</script></svg>"
    )
    parsed = document_of(tmp_path, {"": page_with(f'<h1 id="page">Home</h1><p>Words</p>{strangers}')})
    assert "evil" not in str(parsed.html)
    assert "alert" not in str(parsed.html)
    assert parsed.css("article p")[0].text() == "Words"


def test_a_theme_without_our_menu_gives_its_pages_by_name(tmp_path: Path) -> None:
    pages = {path: page_with(f'<h1 id="page">{name}</h1>') for path, name in (("", "Home"), ("b/", "B"), ("a/", "A"))}
    parsed = document_of(tmp_path, pages)
    lines = [(link.text(), link.attrs.sget("href")) for link in parsed.css("nav.contents a")]
    assert lines == [("Home", f"{HERE}home"), ("A", f"{HERE}a"), ("B", f"{HERE}b")]


def test_a_page_that_the_menu_leaves_out_stands_at_the_end(tmp_path: Path) -> None:
    menu = (
        '<nav id="pb-menu" aria-label="All pages"><ul><li><a href="b/">B</a></li><li><a href=".">H</a></li></ul></nav>'
    )
    pages = {
        "": page_with('<h1 id="page">Home</h1>', menu),
        "a/": page_with("<h1>A</h1>"),
        "b/": page_with("<h1>B</h1>"),
    }
    parsed = document_of(tmp_path, pages)
    assert [link.text() for link in parsed.css("nav.contents a")] == ["B", "H", "A"]
    assert [each.attrs.sget("id") for each in parsed.css("article")] == ["b", "home", "a"]


def test_a_page_without_our_frame_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><p>Hello", encoding="utf-8")
    with pytest.raises(ToolFailed, match=r"no part with id=.pb."):
        one_page(tmp_path, papers=False)


@pytest.mark.parametrize(
    ("rule", "expected", "because"),
    [
        ("#pb h1 > a { color: red }", ":is(.pb, #pb) h2 > a{color: red}", "many pages, each heading one level lower"),
        ("#pb:dir(rtl) .x { top: 0 }", ":is(.pb, #pb):dir(rtl) .x{top: 0}", "also with a direction"),
        ("#pb :is(h1, p) { top: 0 }", ":is(.pb, #pb) :is(h2, p){top: 0}", "also among others"),
        ("#pb .h1 { top: 0 }", ":is(.pb, #pb) .h2{top: 0}", "no class of ours is called like a heading"),
        ("@font-face { font-family: x }", "", "fonts weigh more than words"),
        ("/* why */", "", "remarks are for who writes rules"),
        ("@media print { #pb p { top: 0 } }", "@media print {:is(.pb, #pb) p{top: 0}\n}", "also on paper"),
        ("@keyframes k { from { top: 0 } }", "@keyframes k { from { top: 0 } }", "what names no page stays"),
        (
            '[data-md-color-scheme="slate"] .pb { top: 0 }',
            "@media screen and (prefers-color-scheme: dark){.pb{top: 0}}",
            "the device decides",
        ),
    ],
)
def test_how_the_rules_of_the_site_are_settled(rule: str, expected: str, because: str) -> None:
    assert without_theme(rule).strip() == expected, because


def test_the_rules_of_the_site_load_nothing() -> None:
    look = without_theme((CHECKOUT / "site_templates/theme/css/pathbook.css").read_text("utf-8"))
    assert set(re.findall(r"url\(\"?(\w+):?", look)) <= {"data"}
    assert "data-md-color" not in look
    assert "</" not in look
