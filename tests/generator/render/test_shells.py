"""A site filled into shells is the site that MkDocs writes, byte for byte; where it might not be, MkDocs writes it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.locales import direction_of
from generator.render.shell_holes import Holes, LookedInto, NotTold
from generator.render.shells import differing
from generator.render.site import SiteBuilder
from generator.render.written import files_in
from generator.view.page import NavItem, Page, SearchEntry, Site, SiteLanguage
from generator.view.site import sites_of
from tests.generator.render.handmade import CHECKOUT, builder_in, html_of, site_of, words_in
from tests.generator.test_example_situations import picture, records_of_all
from tests.generator.view.pages import words_in as example_words_in

ODD = st.one_of(
    st.sampled_from(
        (
            *("\ue000pbhole1x <\"'&>\ue001", "pbhole2x", "{{ page.title }}", "%(a)s {0} \\1 \\g<1>"),
            *("\u2067أهدافي\u2069 3/4", "I can \\(\\frac{1}{2}\\)", "Tom & \"Jo\" <3 'x'", "\u202eback"),
            *("a  b\nc", "</script>", "</title><b>", "…"),
        )
    ),
    # Never nothing: whether there are words at all is told by another shape.
    st.text(alphabet="abé<>&\"'/ \u0627\u0644\u2067\u2069\U0001f600", max_size=12).map("x{}".format),
)
STEP = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True) | st.just("pbhole3x")
INSIDES = st.builds(
    "<div{}><h1{}>{}</h1><p>{}</p></div>".format,
    st.sampled_from(("", ' class="pb"')),
    st.sampled_from(("", ' id="page"', ' class="x" id="other"')),
    st.sampled_from(("Goal", "What <em>I</em> do &amp; say", "")),
    st.sampled_from(("", "pbhole4x", "\ue000pbhole1x <\"'&>\ue001", "<svg><path/></svg>", "ز" * 50)),
)


@st.composite
def sites(draw: st.DrawFn) -> tuple[Site, dict[str, str]]:
    """A site of any shape, and what stands on its pages."""
    goals = draw(st.lists(STEP, max_size=3, unique=True))
    paths = (*draw(st.sampled_from(((), ("",)))), *(f"goal/{step}/" for step in goals), "about/")
    pages = tuple(
        Page(
            kind=path.split("/")[0] or "home",
            path=path,
            title=draw(ODD),
            tab=draw(st.none() | ODD),
            content=None,
            search=(SearchEntry(title=draw(ODD), text=draw(ODD)),),
        )
        for path in paths
    )
    entries = tuple(NavItem(title=draw(ODD), path=page.path) for page in draw(st.permutations(pages)))
    cut = draw(st.integers(0, len(entries)))
    section = NavItem(title=draw(ODD), path=None, children=entries[:cut])
    languages = draw(st.sampled_from(((), ("en",), ("en", "ar"), ("ar", "es", "en"))))
    spoken = tuple(
        SiteLanguage(language=each, name=f"{each} & <x>", direction=direction_of(each), folder=f"{each}/" if n else "")
        for n, each in enumerate(languages)
    )
    site = Site(
        learner=draw(STEP),
        language="en",
        languages=spoken,
        folder=next((each.folder for each in spoken if each.language == "en"), ""),
        direction="ltr",
        stage="elementary",
        title=draw(ODD),
        footer=tuple(draw(st.lists(ODD, max_size=2))),
        sources=draw(st.just("") | ODD),
        attributions=tuple(draw(st.lists(ODD, max_size=2))),
        attributed_in=draw(st.none() | st.just("es")),
        pages=pages,
        nav=(section, *entries[cut:]) if cut else entries,
        files={},
    )
    return site, {page.path: draw(INSIDES) for page in pages}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out") / "site"


@pytest.fixture(scope="module")
def both(out: Path) -> tuple[SiteBuilder, SiteBuilder]:
    """One that fills shells, and one that never does."""
    filling, whole = builder_in(out), builder_in(out)
    assert filling.why_whole is None
    whole.why_whole = COMPARED
    return filling, whole


NUMBERS = count()
COMPARED = "it is what a filled site is compared with"


def bytes_of(builder: SiteBuilder, site: Site, html: dict[str, str], out: Path) -> dict[str, bytes]:
    into = out / "s" / str(next(NUMBERS))
    assert builder.write_pages(site, html, into) == ()
    return {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=sites(), words=st.data())
def test_a_filled_site_is_the_one_that_mkdocs_writes(
    both: tuple[SiteBuilder, SiteBuilder], out: Path, made: tuple[Site, dict[str, str]], words: st.DataObject
) -> None:
    filling, whole = both
    site, html = made
    before = bytes_of(filling, site, html, out)
    assert filling.why_whole is None
    other, said = in_other_words(site, html, words.draw)
    filled_before = filling.filled
    filled = bytes_of(filling, other, said, out)
    assert filling.filled == filled_before + 1
    assert filled == bytes_of(whole, other, said, out)
    assert bytes_of(filling, site, html, out) == before
    assert filling.why_whole is None


def in_other_words(
    site: Site, html: dict[str, str], draw: Callable[[st.SearchStrategy[str]], str]
) -> tuple[Site, dict[str, str]]:
    """A site of the same shape that says something else, and whose goals are called otherwise."""
    paths = {page.path: path_in_other_words(page.path, n) for n, page in enumerate(site.pages)}
    pages = tuple(
        replace(page, path=paths[page.path], title=draw(ODD), tab=draw(ODD), search=()) for page in site.pages
    )
    nav = tuple(item_in_other_words(each, paths) for each in site.nav)
    changed = replace(site, title=draw(ODD), pages=pages, nav=nav)
    return changed, {paths[path]: inside.replace("</p>", f" {path}</p>") for path, inside in html.items()}


def path_in_other_words(path: str, number: int) -> str:
    first, *others = path.split("/")
    return "/".join((first, *(f"other-{number}" if each else "" for each in others)))


def item_in_other_words(item: NavItem, paths: dict[str, str]) -> NavItem:
    children = tuple(item_in_other_words(each, paths) for each in item.children)
    path = None if item.path is None else paths[item.path]
    return NavItem(title=f"{item.title} & more", path=path, children=children)


@pytest.mark.parametrize(
    ("html", "files", "because"),
    [
        ("<h1>A</h1><script>1</script>", {}, "its digest decides what the policy allows"),
        ("<h1>A</h1><SCRIPT>1</SCRIPT>", {}, "so it does in capitals"),
        ('<h1 data-search-x="1">A</h1>', {}, "the search takes such words away"),
        ("<h1>A</h1>", {"evidence/files/notes.md": "tests/__init__.py"}, "MkDocs makes a page of it"),
        ("<h1>A</h1>", {"templates/strips.png": "tests/__init__.py"}, "MkDocs leaves it out"),
    ],
)
def test_what_mkdocs_would_look_into_is_left_to_mkdocs(
    both: tuple[SiteBuilder, SiteBuilder], out: Path, html: str, files: dict[str, str], because: str
) -> None:
    filling, whole = both
    site = site_of("s-0001", goals=1, files=files)
    pages = dict.fromkeys((page.path for page in site.pages), html)
    before = filling.filled
    assert bytes_of(filling, site, pages, out) == bytes_of(filling, site, pages, out), because
    assert filling.filled == before, because
    assert bytes_of(filling, site, pages, out) == bytes_of(whole, site, pages, out), because


def school_in(folder: Path, theme: dict[str, str], config: str = "") -> Path:
    """A school whose look is its own."""
    look = "{name: material, font: false}" if "theme:" not in config else ""
    (folder / "mkdocs.yml").write_text("site_name: Ours\n" + (f"theme: {look}\n" if look else "") + config)
    for name, source in theme.items():
        file = folder / "site_templates" / "theme" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
    return folder


MATERIAL = "theme: {{name: material, font: false, features: [{}]}}\n".format


@pytest.mark.parametrize(
    ("theme", "config", "because"),
    [
        ({"partials/copyright.html": "{{ config.extra.site.footer | first }} {{ page.title }}"}, "", "its own foot"),
        ({"main.html": '{% extends "base.html" %}{% block site_nav %}{{ super() }}{% endblock %}'}, "", "other menus"),
        ({}, MATERIAL("navigation.footer, navigation.path, toc.follow"), "ways at the foot and the head"),
        ({}, MATERIAL("navigation.sections, navigation.indexes"), "sections"),
        ({}, "use_directory_urls: false\n", "pages are files, not folders"),
        ({}, "plugins: []\n", "no search"),
    ],
)
def test_a_school_s_own_look_is_filled_too(tmp_path: Path, theme: dict[str, str], config: str, because: str) -> None:
    root = school_in(tmp_path, theme, config)
    builder = builder_in(tmp_path / "site", root=root)
    for goals in (2, 2, 1):
        site = site_of("s-0001", goals=goals, title=f"I say & “{goals}”")
        bytes_of(builder, site, dict(html_of(site)), tmp_path)
    assert (builder.why_whole, builder.filled) == (None, 1), because
    assert_the_same_bytes(builder, site_of("s-0002", goals=1, title="<Other>"), tmp_path)


def assert_the_same_bytes(builder: SiteBuilder, site: Site, out: Path) -> None:
    """Filled, and then written whole by the same builder."""
    before, html = builder.filled, dict(html_of(site))
    filled = bytes_of(builder, site, html, out)
    assert builder.filled == before + 1
    builder.why_whole = COMPARED
    assert filled == bytes_of(builder, site, html, out)


def main(source: str) -> dict[str, str]:
    inside = f"{{% if page %}}{source}{{% endif %}}"
    return {"main.html": f'{{% extends "base.html" %}}{{% block extrahead %}}{inside}{{% endblock %}}'}


@pytest.mark.parametrize(
    ("theme", "config", "why", "because"),
    [
        (main("{{ page.title | upper }}"), "", "main.html uses the filter upper", "words are changed"),
        (main("{% if page.url == 'goal/g1/' %}1{% endif %}"), "", "main.html asks for url", "one page is not all"),
        (main("{{ {'A': 1}.get(page.title, 2) }}"), "", "main.html looks something up", "one word is not all"),
        (main("{{ page.title[:3] }}"), "", "it uses a learner's words with getitem", "cut"),
        (main("{{ config.extra.site.title }}"), "", "it asks for the site's title", "shells do not cover it"),
        (main("{{ build_date_utc }}"), "", "it asks for the day of the build", "another day, other bytes"),
        (main("{{ page }}"), "", "it changes a learner's words", "told as Python tells it"),
        (main("<script>'{{ page.title }}'</script>"), "", "a script in ", "its digest would be another"),
        (main("{{ lipsum() }}"), "", "about/index.html would not be the same bytes", "by chance"),
        ({}, "hooks: [hook.py]\n", "hook.py listens to page_markdown", "a hook sees each page"),
        ({}, "plugins: [search, tags]\n", "the plugin TagsPlugin listens to", "a plugin that nobody looked through"),
        ({}, "exclude_docs: goal/\n", "mkdocs.yml sets exclude_docs", "pages may be left out"),
    ],
)
def test_where_more_is_done_than_placing_words_mkdocs_writes_each_site_and_the_reason_is_known(
    tmp_path: Path, theme: dict[str, str], config: str, why: str, because: str
) -> None:
    (tmp_path / "hook.py").write_text("def on_page_markdown(markdown, page, config, files): return markdown\n")
    builder = builder_in(tmp_path / "site", root=school_in(tmp_path, theme, config))
    for goals in (1, 1):
        site = site_of("s-0001", goals=goals)
        builder.write_pages(site, html_of(site), tmp_path / "site" / "a")
    assert builder.why_whole is not None, because
    assert why in builder.why_whole, because
    assert builder.filled == 0, because


REFUSED: tuple[Callable[[str], object], ...] = (
    *(len, list, lambda hole: hole == "a", lambda hole: hole < "a", lambda hole: "a" in hole, lambda hole: hole % 1),
    *(lambda hole: hole.replace("a", "b"), lambda hole: hole[0], lambda hole: f"{hole:>9}", lambda hole: hole * 2),
)


def test_a_hole_refuses_to_be_looked_into_and_lets_itself_be_placed() -> None:
    holes = Holes()
    hole, empty = holes.words("a"), holes.words("")
    for asked in REFUSED:
        with pytest.raises(LookedInto):
            asked(hole)
    assert f"{hole}" == str(hole) == hole + ""
    assert (bool(hole), bool(empty)) == (True, False)


def test_what_shells_do_not_cover_cannot_be_asked_for() -> None:
    for asked in (str, len, bool, iter, lambda each: each.anything):
        with pytest.raises(LookedInto, match="it asks for the weather"):
            asked(NotTold("the weather"))


def test_what_lay_in_the_folder_is_gone_as_with_mkdocs(both: tuple[SiteBuilder, SiteBuilder], tmp_path: Path) -> None:
    site = site_of("s-0001", goals=2, files={"evidence/files/strips.png": "mkdocs.yml"})
    for builder in both:
        builder.write_pages(site, html_of(site), tmp_path / "first")
        (tmp_path / "again" / "goal" / "old").mkdir(parents=True)
        (tmp_path / "again" / ".kept").write_text("hidden")
        builder.write_pages(site, html_of(site), tmp_path / "again")
        lying = {path.relative_to(tmp_path / "again").as_posix() for path in (tmp_path / "again").rglob("*")}
        first = {path.relative_to(tmp_path / "first").as_posix() for path in (tmp_path / "first").rglob("*")}
        assert lying == first | {".kept"}
        assert (tmp_path / "again/evidence/files/strips.png").read_bytes() == (CHECKOUT / "mkdocs.yml").read_bytes()


@pytest.mark.parametrize("language", ["es", "ar"])
def test_each_language_has_shells_of_its_own(tmp_path: Path, language: str) -> None:
    builder = builder_in(tmp_path / "site", words_in(language))
    bytes_of(builder, first := site_of("s-0001", language, goals=1), dict(html_of(first)), tmp_path)
    assert_the_same_bytes(builder, site_of("s-0002", language, goals=1, title="Dos & tres"), tmp_path)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_every_site_of_the_example_is_filled_as_mkdocs_writes_it(out: Path, language: str) -> None:
    builder = builder_in(out, example_words_in(language))
    sites = [
        site
        for learner in records_of_all()
        for site in sites_of(picture(learner), example_words_in)
        if site.language == language
    ]
    for site in sites:
        whole, filled = out / "s" / str(next(NUMBERS)), out / "s" / str(next(NUMBERS))
        for into in (whole, filled):
            assert builder.write(replace(site, photos=(), files={}), into, CHECKOUT) == ()
        assert differing(files_in(whole), files_in(filled)) == (), site.learner
    assert builder.why_whole is None
    assert builder.filled >= len(sites) >= 1
