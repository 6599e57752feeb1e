"""What is published of sealed sites and says nothing about anybody: the same for every learner, and small."""

import re

import pytest

from generator.load.catalogues import words_for
from generator.publish.front import ON_PAGE, SAID, Front, front_of
from generator.words import Words
from tests.generator.messages import ROOT

TEMPLATES = (ROOT / "site_templates",)
LANGUAGES = ("en", "ar", "es")
STUB_BYTES = 1228  # 1.2 KB: it lies at some seventy addresses of every learner
SCHEMES = re.compile(r"https?:|//")


def words_of(*languages: str) -> tuple[Words, ...]:
    return tuple(words_for(language, languages[0], TEMPLATES) for language in languages)


def front_at(base: str, *languages: str) -> Front:
    return front_of(base, words_of(*languages), TEMPLATES)


@pytest.fixture(scope="module")
def front() -> Front:
    return front_at("/", *LANGUAGES)


def test_the_page_for_the_code_is_small(front: Front) -> None:
    assert len(front.stub) <= STUB_BYTES


def test_it_is_the_page_of_every_address_that_the_host_does_not_know(front: Front) -> None:
    assert front.files["404.html"] == front.files["index.html"] == front.stub
    assert front.files["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_it_says_in_every_language_what_to_do_where_no_script_runs(front: Front) -> None:
    stub = front.stub.decode()
    for words in words_of(*LANGUAGES):
        assert re.search(rf'<p lang="{words.language}" dir="{words.direction}">\w', stub), words.language


def test_all_that_it_loads_is_published_and_lies_below_the_base() -> None:
    front = front_at("/plans/", *LANGUAGES)
    loaded = re.findall(r'(?:src|href)="([^"]+)"', front.stub.decode())
    loaded.remove("data:,")
    assert [address.rpartition("/")[2] for address in loaded] == ["unlock.css", *ON_PAGE]
    for address in loaded:
        assert address.removeprefix("/plans/") in front.files, address


def test_its_policy_lets_nothing_in_and_nothing_out(front: Front) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', front.stub.decode())
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["connect-src"] == "'self'"
    assert rules["form-action"] == rules["base-uri"] == "'none'"
    assert rules["img-src"] == "data:"


def test_the_worker_is_one_line_that_leads_to_what_is_published() -> None:
    front = front_at("/plans/", *LANGUAGES)
    worker = front.worker.decode()
    home = re.search(r'const HOME="/plans/([^"]+)"', worker)
    assert home is not None
    assert worker.count("\n") == 1
    for name in re.findall(r'HOME\+"([^"]+)"', worker):
        assert home[1] + name in front.files


@pytest.mark.parametrize(
    ("one", "other", "same", "because"),
    [
        (("/", "en", "es"), ("/", "en", "es"), True, "the same inputs give the same bytes"),
        (("/", "en", "es"), ("/", "es", "en"), False, "the school's own language comes first"),
        (("/", "en", "es"), ("/", "en"), False, "another language has other words"),
    ],
)
def test_the_folder_of_the_scripts_is_named_by_what_it_holds(
    one: tuple[str, ...], other: tuple[str, ...], same: bool, because: str
) -> None:
    first, second = front_at(*one), front_at(*other)
    assert (first == second) is same, because
    assert (home_of(first) == home_of(second)) is same, because


def home_of(front: Front) -> str:
    (home,) = {path.rpartition("/")[0] for path in front.files if path.startswith("_pb/")}
    return home


def test_the_folder_is_the_same_wherever_it_is_published() -> None:
    assert home_of(front_at("/", *LANGUAGES)) == home_of(front_at("/plans/", *LANGUAGES))


def test_no_sentence_of_the_browser_side_waits_for_a_value() -> None:
    """It is said as it stands: a script does not know how a language counts."""
    assert [text for text in SAID.values() if "{" in text] == []


def test_nothing_leads_elsewhere(front: Front) -> None:
    for path, content in front.files.items():
        if path.endswith((".css", ".html", "worker.js", "unlock.js", "keeper.js", "core.js")):
            said = content.decode().replace("http://www.sitemaps.org/schemas/sitemap/0.9", "")  # the name of a format
            found = [said[at.start() - 30 : at.end() + 20] for at in SCHEMES.finditer(said)]
            assert all("https:" in each or "http:" in each for each in found), path
            assert not re.search(r"https?://\w", said), path
