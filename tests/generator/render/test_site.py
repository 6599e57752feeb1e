"""The warm builder makes what `mkdocs build` makes, again and again, and leaves nothing behind between learners."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
from lxml import html as lxml_html

from generator.locales import direction_of
from generator.problem import ToolFailed
from generator.render.site import SiteBuilder
from generator.render.themed import themed_items
from generator.render.warm_pages import nav_of, source_of
from generator.view.page import Site, SiteLanguage
from tests.generator.render.handmade import CHECKOUT, builder_in, html_of, site_of, words_in

ELSEWHERE = re.compile(rb"""(?:href|src|srcset|action|data)=["']?(?:[a-z]+:)?//|url\(["']?(?:https?:)?//|@import""")
WITHOUT_A_SCHOOL_FILE = "no file of this school"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out") / "site"


@pytest.fixture(scope="module")
def builder(out: Path) -> SiteBuilder:
    return builder_in(out)


def built(builder: SiteBuilder, site: Site, out: Path, name: str | None = None) -> Path:
    into = out / "s" / (name or site.learner)
    assert builder.write_pages(site, html_of(site), into) == ()
    return into


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def article_of(page: Path) -> list[tuple[object, str, dict[str, str]]]:
    """The main content as a flat list of elements, free of how it is indented."""
    [article] = lxml_html.parse(page).xpath("//article")
    return [(e.tag, " ".join((e.text or "").split()), dict(e.attrib)) for e in article.iter() if isinstance(e.tag, str)]


def test_the_warm_builder_and_the_plain_command_make_the_same_pages(
    builder: SiteBuilder, out: Path, tmp_path: Path
) -> None:
    site = site_of("s-0001")
    warm = built(builder, site, out)
    plain = plainly_built(site, tmp_path)
    pages = {path.relative_to(plain) for path in plain.rglob("*.html")}
    assert {path.relative_to(warm) for path in warm.rglob("*.html")} == pages
    for page in pages - {Path("404.html")}:  # ours speaks the learner's language
        assert article_of(warm / page) == article_of(plain / page), page
    plain_index = json.loads((plain / "search" / "search_index.json").read_bytes())
    warm_index = json.loads((warm / "search" / "search_index.json").read_bytes())
    assert warm_index["config"]["lang"] == plain_index["config"]["lang"]
    assert warm_index["config"]["pipeline"] == [], "every word is found, also why and say"


def plainly_built(site: Site, folder: Path) -> Path:
    """What the ordinary command makes of the same pages."""
    for path, html in html_of(site).items():
        source = folder / "docs" / source_of(path)
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(html)
    config = {
        "INHERIT": str(CHECKOUT / "mkdocs.yml"),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"custom_dir": str(CHECKOUT / "site_templates" / "theme")},
        "nav": nav_of(themed_items(site.nav)),
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config))
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")],
        check=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    return folder / "site"


def test_nothing_of_one_learner_stays_for_the_next(builder: SiteBuilder, out: Path) -> None:
    first, second = site_of("s-0001"), site_of("s-0002", goals=5, title="I can show how")
    before = bytes_in(built(builder, first, out, "before"))
    between = bytes_in(built(builder, second, out, "between"))
    after = bytes_in(built(builder, first, out, "after"))
    assert before == after
    assert not [name for name, content in between.items() if b"s-0001" in content or b"tell why" in content]


def test_a_school_s_own_plugins_see_every_event_and_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\ntheme: {name: material, font: false}\nplugins: [search]\nhooks: [hook.py]\n"
    )
    (tmp_path / "hook.py").write_text(
        "seen = []\n"
        "def on_config(config):\n"
        "    seen.append('config')\n    config.extra_css.append('own.css')\n    return config\n"
        "def on_files(files, config):\n"
        "    seen.append('files')\n    assert any(f.src_uri.startswith('assets/') for f in files)\n"
        "def on_env(env, config, files):\n"
        "    seen.append('env')\n    url = env.filters['url']\n"
        "    import jinja2\n"
        "    env.filters['url'] = jinja2.pass_context(lambda context, value: url(context, value) + '?')\n"
        "def on_page_markdown(markdown, page, config, files):\n    seen.append('markdown')\n"
        "def on_page_content(html, page, config, files):\n    return html + '<p>From our hook.</p>'\n"
        "def on_post_build(config):\n    seen.append('post')\n"
        "    open(config.site_dir + '/events.txt', 'w').write(' '.join(seen))\n    seen.clear()\n"
    )
    builder = builder_in(tmp_path / "site", root=tmp_path)
    site = site_of("s-0001", goals=1)
    folders = [built(builder, site, tmp_path / "site", name) for name in "abc"]
    first, _, third = (bytes_in(folder) for folder in folders)
    assert first == third
    assert first["events.txt"] == b"config files " + b"markdown " * 5 + b"env post"
    home = first["index.html"].decode()
    assert "From our hook." in home
    assert home.count("own.css?") == 1


def test_two_processes_with_different_hash_seeds_make_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.generator.render.handmade import builder_in, html_of, site_of\n"
        "out = Path(sys.argv[1]); site = site_of('s-0001')\n"
        "builder_in(out).write_pages(site, html_of(site), out / 's' / 's-0001')\n"
    )
    made = []
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(CHECKOUT)}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / seed)], check=True, env=environment)
        made.append({name: sha256(content).hexdigest() for name, content in bytes_in(tmp_path / seed).items()})
    assert made[0] == made[1]
    assert any(name.startswith("_theme/") for name in made[0])


def test_a_site_leads_to_no_other_origin_and_asks_not_to_be_listed(builder: SiteBuilder, out: Path) -> None:
    folder = built(builder, site_of("s-0001"), out)
    for path, content in bytes_in(folder).items():
        assert not ELSEWHERE.search(content), path
        assert not path.endswith(".html") or content.count(b'name="robots" content="noindex') == 1, path
    assert not list(folder.rglob("sitemap*"))
    for sheet in (out / "_theme").rglob("*.css"):
        assert not ELSEWHERE.search(sheet.read_bytes()), sheet


def test_every_way_in_a_site_leads_to_a_file_of_it_or_of_the_shared_theme(builder: SiteBuilder, out: Path) -> None:
    folder = built(builder, site_of("s-0001"), out)
    ways = 0
    for page in folder.rglob("*.html"):
        for _, attribute, way, _ in lxml_html.parse(page).getroot().iterlinks():
            if attribute in ("href", "src") and not way.startswith(("#", "javascript:")):
                target = (page.parent / way.partition("#")[0]).resolve()
                assert (target / "index.html").is_file() or target.is_file(), f"{page}: {way}"
                assert target.is_relative_to(folder) or target.is_relative_to(out / "_theme"), f"{page}: {way}"
                ways += 1
    assert ways > 100
    assert not (folder / "assets").exists()


def test_the_shared_theme_is_written_once_and_named_by_what_it_holds(builder: SiteBuilder, out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (out / "_theme").rglob("*")}
    assert builder_in(out).theme_name == builder.theme_name
    assert {path: path.stat().st_mtime_ns for path in (out / "_theme").rglob("*")} == before
    assert [folder.name for folder in (out / "_theme").iterdir()] == [builder.theme_name]
    assert not list((out / "_theme").rglob("*.map"))


def test_search_finds_what_the_pages_say_and_nothing_is_taken_for_markup(builder: SiteBuilder, out: Path) -> None:
    site = site_of("s-0001", title="I can <img src=x onerror=alert(1)> & more")
    folder = built(builder, site, out)
    index = json.loads((folder / "search" / "search_index.json").read_bytes())
    found = {entry["location"]: entry for entry in index["docs"]}
    assert set(found) == {page.path + anchor for page in site.pages for anchor in ("", "#evidence")}
    assert found["goal/g1/"]["title"] == "I can &lt;img src=x onerror=alert(1)&gt; &amp; more 1"
    assert found[""]["text"] == "<p>everything about home &amp; &lt;b&gt;more&lt;/b&gt;</p>"
    for page in folder.rglob("*.html"):
        assert not lxml_html.parse(page).xpath("//*[@onerror]"), page
    title = lxml_html.parse(folder / "goal" / "g1" / "index.html").findtext(".//title")
    assert title == "I can <img src=x onerror=alert(1)> & more 1 - My learning plan"


@pytest.mark.parametrize(
    ("language", "lang", "direction", "search", "because"),
    [
        ("en", "en", "ltr", ["en"], "the school's own"),
        ("es", "es", "ltr", ["es"], "the theme and its search know Spanish"),
        ("ar", "ar", "rtl", ["en"], "right to left; the theme's search takes Arabic words whole"),
        ("so", "so", "ltr", ["en"], "the theme has no Somali: its few words come from our catalogue"),
    ],
)
def test_a_site_speaks_its_language(
    out: Path, language: str, lang: str, direction: str, search: list[str], because: str
) -> None:
    builder = builder_in(
        out, words_in(language, {"Show in dark colours": "<dark>", "Skip to content": "<to the words>"})
    )
    folder = built(builder, site_of("s-0009", language), out, language)
    page = lxml_html.parse(folder / "index.html").getroot()
    assert page.get("lang") == lang, because
    assert page.find_class("md-skip")[0].text.strip() == "<to the words>", because
    assert page.find("body").get("dir") == direction, because
    assert "<dark>" in page.xpath("//*[@data-md-component='palette']//input/@aria-label")
    assert json.loads((folder / "search" / "search_index.json").read_bytes())["config"]["lang"] == search, because
    for name in search:
        partial = f"assets/javascripts/lunr/min/lunr.{name}.min.js"
        assert name == "en" or (out / "_theme" / builder.theme_name / partial).is_file()


def in_languages(*languages: str) -> tuple[Site, ...]:
    """One learner's site in each, the first one in the learner's own folder."""
    folders = ("", *(f"{language}/" for language in languages[1:]))
    spoken = tuple(
        SiteLanguage(language=language, name=language.upper(), direction=direction_of(language), folder=folder)
        for language, folder in zip(languages, folders, strict=True)
    )
    files = {"evidence/files/strips.png": "mkdocs.yml"}
    sites = (site_of("s-0001", language, files=files) for language in languages)
    return tuple(replace(site, languages=spoken, folder=folder) for site, folder in zip(sites, folders, strict=True))


def test_the_languages_of_a_site_share_its_files_and_its_theme(tmp_path: Path) -> None:
    into = tmp_path / "s" / "s-0001"
    for site in in_languages("en", "es", "ar"):
        builder = builder_in(tmp_path, words_in(site.language))
        assert builder.write_pages(site, html_of(site), into / site.folder) == ()
    assert [path.relative_to(into).as_posix() for path in into.rglob("*.png")] == ["evidence/files/strips.png"]
    for page in into.rglob("*.html"):
        for _, attribute, way, _ in lxml_html.parse(page).getroot().iterlinks():
            if attribute in ("href", "src") and not way.startswith(("#", "javascript:")):
                target = (page.parent / way.partition("#")[0]).resolve()
                assert (target / "index.html").is_file() or target.is_file(), f"{page}: {way}"
    for folder, path in product(("", "es/", "ar/"), ("", "goal/g1/", "about/")):
        page = into / folder / path / "index.html"
        links = lxml_html.parse(page).getroot().xpath("//nav[contains(@class, 'pb-languages-wide')]//a")
        assert [link.text for link in links] == ["EN", "ES", "AR"]
        leads_to = [(page.parent / link.get("href")).resolve() for link in links]
        assert leads_to == [into / other / path / "index.html" for other in ("", "es", "ar")]
        assert [link.get("aria-current") for link in links].index("true") == ("", "es/", "ar/").index(folder)


def test_each_language_is_searched_in_its_own_way_whichever_was_made_ready_last(tmp_path: Path) -> None:
    sites = in_languages("en", "es")
    builders = [builder_in(tmp_path, words_in(site.language)) for site in sites]
    for site, builder in zip(reversed(sites), reversed(builders), strict=True):
        folder = built(builder, replace(site, folder="", languages=()), tmp_path, site.language)
        index = json.loads((folder / "search" / "search_index.json").read_bytes())
        assert index["config"]["lang"] == [site.language]


def test_files_of_a_site_are_copied_and_no_other_file_can_be(tmp_path: Path) -> None:
    root = tmp_path / "school"
    (root / "plans").mkdir(parents=True)
    (root / "plans" / "strips.png").write_bytes(b"\x89PNG strips")
    (tmp_path / "secret.png").write_bytes(b"not ours")
    (root / "plans" / "link.png").symlink_to(tmp_path / "secret.png")
    builder = builder_in(tmp_path / "site", root=root)
    site = site_of("s-0001", files={"evidence/strips.png": "plans/strips.png"})
    assert bytes_in(built(builder, site, tmp_path / "site"))["evidence/strips.png"] == b"\x89PNG strips"
    for source in ("../secret.png", "plans/link.png", "plans/gone.png", "plans"):
        site = site_of("s-0002", files={"evidence/x.png": source})
        with pytest.raises(ToolFailed, match=WITHOUT_A_SCHOOL_FILE):
            builder.write_pages(site, html_of(site), tmp_path / "site" / "s" / "s-0002")


def test_what_mkdocs_complains_of_is_a_problem_and_never_a_line_on_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\ntheme: {name: material, font: false}\nplugins: [search]\nhooks: [hook.py]\n"
    )
    (tmp_path / "hook.py").write_text(
        "import logging\ndef on_files(files, config): logging.getLogger('mkdocs.plugins.ours').warning('odd: %s', 7)\n"
    )
    site = site_of("s-0001")
    problems = builder_in(tmp_path / "site", root=tmp_path).write_pages(site, html_of(site), tmp_path / "site" / "a")
    assert [(str(p.place), p.severity, p.message) for p in problems] == [("mkdocs.yml:1:1", "warning", "odd: 7")]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("config", "said", "because"),
    [
        ("site_name: Ours\ntheme: {name: nowhere}\n", "Unrecognised theme name", "a theme nobody installed"),
        ("site_name: [\n", "error parsing the configuration file", "YAML that cannot be read"),
        ("site_name: Ours\nplugins: [nothing-of-that-name]\n", "plugin is not installed", "a missing plugin"),
    ],
)
def test_a_base_that_cannot_be_used_says_why(tmp_path: Path, config: str, said: str, because: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(config)
    with pytest.raises(ToolFailed) as failed:
        built(builder_in(tmp_path / "site", root=tmp_path), site_of("s-0001"), tmp_path / "site")
    assert said in failed.value.hint, because


def test_a_school_s_broken_theme_file_is_told_and_does_not_look_like_our_mistake(tmp_path: Path) -> None:
    (tmp_path / "site_templates" / "theme").mkdir(parents=True)
    (tmp_path / "site_templates" / "theme" / "main.html").write_text('{% extends "base.html" %}{% block %}')
    builder, site = builder_in(tmp_path / "site", root=tmp_path), site_of("s-0001")
    with pytest.raises(ToolFailed, match=r"main\.html:1: "):
        builder.write_pages(site, html_of(site), tmp_path / "site" / "a")


def test_the_documentation_builds_on_the_same_base(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "<h1" in (tmp_path / "index.html").read_text()
