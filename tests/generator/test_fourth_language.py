"""A language more is one file: whatever a page says in it, the theme's few words too, comes from there."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from lxml import html as lxml_html

from generator.build import build
from generator.locales import direction_of
from generator.manifest import Built, Order, Outcome
from tests.conftest import CASES
from tests.generator.messages import ROOT

ON = date(2026, 11, 20)
LANGUAGES = ("ht", "ps")  # the theme knows neither
SEEN = ("title", "aria-label", "alt", "placeholder")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[A-Za-z]{2,}")
HEAD = (
    'msgid ""\nmsgstr ""\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


class Nobody:
    def waiting(self, who: str) -> None: ...
    def begins(self, learners: int) -> None: ...
    def finished(self, built: Built) -> None: ...


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def pseudo_catalogue() -> str:
    """Every message of the English catalogue, marked, so that one sees what does not come from it."""
    with (ROOT / "site_templates" / "words" / "en.po").open("rb") as opened:
        messages = [message for message in read_po(opened) if message.id]
    return "\n".join((HEAD, *(line for message in messages for line in entry(message.context, message.id))))


def entry(context: str | None, id: str | tuple[str, ...] | list[str]) -> Iterator[str]:
    if context:
        yield f"msgctxt {quoted(context)}"
    if isinstance(id, str):
        yield f"msgid {quoted(id)}\nmsgstr {quoted(f'⟦{id}⟧')}\n"
    else:
        yield f"msgid {quoted(id[0])}\nmsgid_plural {quoted(id[1])}"
        yield f"msgstr[0] {quoted(f'⟦{id[0]}⟧')}\nmsgstr[1] {quoted(f'⟦{id[1]}⟧')}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The smallest school, with a catalogue of its own for each language, and a learner whose homes speak them."""
    school = tmp_path_factory.mktemp("languages") / "school"
    shutil.copytree(CASES / "base", school)
    homes = "".join(f"  - {{id: home-{n}, language: {language}}}\n" for n, language in enumerate(LANGUAGES))
    learner = school / "plans" / "s-0001" / "learner.yml"
    learner.write_text(learner.read_text() + f"family:\n{homes}")
    (school / "site_templates" / "words").mkdir(parents=True)
    for language in LANGUAGES:
        (school / "site_templates" / "words" / f"{language}.po").write_text(pseudo_catalogue(), "utf-8")
    order = Order(root=school, out=school / "out", only="site", how="serial")
    return school, build(order, lambda _zone: ON, Nobody())


def pages_in(school: Path, folder: str) -> tuple[Path, ...]:
    site = school / "out" / "site" / "s" / "s-0001"
    others = set(LANGUAGES) - {folder}
    pages = sorted((site / folder).rglob("*.html"))
    return tuple(page for page in pages if others.isdisjoint(page.relative_to(site).parts))


def said_on(page: Path) -> Iterator[str]:
    """All a reader sees or hears, the words the theme's script shows later among them; not the names of languages."""
    root = lxml_html.parse(page).getroot()
    yield from json.loads(root.get_element_by_id("__config").text)["translations"].values()
    yield from root.xpath("//text()[not(ancestor::script or ancestor::style or ancestor::a[@hreflang])]")
    for name in SEEN:
        yield from root.xpath(f"//*/@{name}")


def without_marked(said: str) -> str:
    while MARKED.search(said):
        said = MARKED.sub("", said)
    return said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_page_comes_from_anywhere_else(built: tuple[Path, Outcome], language: str) -> None:
    school, outcome = built
    assert outcome.in_order
    written = {word for file in school.rglob("*.yml") for word in WORD.findall(file.read_text("utf-8"))}
    pages = tuple(pages_in(school, language))
    assert len(pages) > 8
    for page in pages:
        left = {word for said in said_on(page) for word in WORD.findall(without_marked(said))}
        assert left - written == set(), page.relative_to(school / "out")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_in_that_language_and_run_its_way(built: tuple[Path, Outcome], language: str) -> None:
    for page in pages_in(built[0], language):
        root = lxml_html.parse(page).getroot()
        assert (root.get("lang"), root.find("body").get("dir")) == (language, direction_of(language)), page


def test_the_words_of_other_languages_are_as_they_were(built: tuple[Path, Outcome]) -> None:
    names = {"English", "Kreyòl Ayisyen", "پښتو"}
    for page in pages_in(built[0], ""):
        root = lxml_html.parse(page).getroot()
        assert root.get("lang") == "en"
        assert "⟦" not in root.text_content()
        assert {link.text for link in root.xpath("//nav[contains(@class, 'pb-languages')]//a")} == names


def test_a_language_without_months_of_its_own_is_told(built: tuple[Path, Outcome]) -> None:
    told = [problem for problem in built[1].all_problems if problem.code == "language-without-dates"]
    assert [problem.message.partition(" are not")[0] for problem in told] == [
        "the names of days and months in Haitian Creole"
    ]
    days = {"ht": "2026-10-01", "ps": "2026 اکتوبر 1"}
    for language, day in days.items():
        home = built[0] / "out" / "site" / "s" / "s-0001" / language / "index.html"
        assert day in lxml_html.parse(home).getroot().text_content(), language
