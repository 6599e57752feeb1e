"""The file for a stick: whoever has no code reads nothing in it, and it holds all that it needs."""

import json
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.load.catalogues import words_for
from generator.model.access import Reader
from generator.problem import ToolFailed
from generator.publish.front import WEB
from generator.publish.keys import TEST_MASTER, code_of
from generator.publish.pb1 import opened_file, opened_slots, slots_of
from generator.publish.standalone import PATH, SCRIPTS, standalone_file, standalone_of
from generator.publish.vault import Vault, vault_of
from generator.render.one_page import one_page
from generator.words import Words
from tests.generator.render.handmade import CHECKOUT

TEMPLATES = (CHECKOUT / "site_templates",)
ADA, HOME = Reader(who="s-0001", version=1), Reader(who="household:h-1", version=1)
STRANGER = Reader(who="s-0002", version=1)
SECRET = "Zelmira Quillfeather lanternfish"
PLAN = f'<!doctype html><html lang="en"><body><div id="pb" class="pb"><h1 id="page">{SECRET}</h1></div></body></html>'


@pytest.fixture(scope="module")
def languages() -> tuple[Words, ...]:
    return tuple(words_for(language, "en", TEMPLATES) for language in ("en", "es", "ar"))


@pytest.fixture(scope="module")
def vault() -> Vault:
    return vault_of(TEST_MASTER, "s-0001", 1, (ADA, HOME))


@pytest.fixture(scope="module")
def slots(vault: Vault) -> bytes:
    return slots_of(vault, TEST_MASTER, (ADA, HOME))


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "plan-en.pdf").write_bytes(b"%PDF lanternfish")
    paper = '<a href="papers/plan-en.pdf">On paper</a></div>'
    (tmp_path / "index.html").write_text(PLAN.replace("</div>", paper), encoding="utf-8")
    return tmp_path


@pytest.fixture
def file(plain: Path, vault: Vault, slots: bytes, languages: tuple[Words, ...]) -> bytes:
    return standalone_of(plain, vault, slots, languages, TEMPLATES)


def opened_with(file: bytes, code: str) -> str | None:
    """What Python reads of the file with a code: the other implementation of the format."""
    parsed = LexborHTMLParser(file.decode())
    [slots], [plan] = parsed.css("#slots"), parsed.css("#plan")
    vault = opened_slots(slots.text().encode(), code)
    if vault is None:
        return None
    return opened_file(vault, PATH, plan.attrs.sget("data-digest"), b64decode(plan.text())).decode()


@pytest.mark.parametrize(
    ("reader", "reads", "because"),
    [
        (ADA, True, "it is her plan"),
        (HOME, True, "a home has one code for all its children"),
        (STRANGER, False, "another learner's code opens another file"),
        (replace(ADA, version=2), False, "the next letter's code is not that of this file"),
    ],
)
def test_who_opens_the_file(file: bytes, plain: Path, reader: Reader, reads: bool, because: str) -> None:
    found = opened_with(file, code_of(TEST_MASTER, reader))
    assert found == (one_page(plain, papers=True, templates=TEMPLATES) if reads else None), because


def test_its_papers_are_inside(file: bytes) -> None:
    document = opened_with(file, code_of(TEST_MASTER, ADA))
    assert document is not None
    assert b64encode(b"%PDF lanternfish").decode() in document


def test_a_changed_byte_of_the_plan_is_found(file: bytes) -> None:
    [plan] = LexborHTMLParser(file.decode()).css("#plan")
    box = b64decode(plan.text())
    for place in (0, 5, len(box) // 2, len(box) - 1):
        flipped = b64encode(box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :])
        changed = file.replace(plan.text().encode(), flipped)
        assert changed != file
        with pytest.raises(ToolFailed, match="changed"):
            opened_with(changed, code_of(TEST_MASTER, ADA))


def test_nothing_of_the_plan_stands_in_the_file(file: bytes) -> None:
    [plan] = LexborHTMLParser(file.decode()).css("#plan")
    for word in [*SECRET.split(), "s-0001", "s-0002", "household", "plan-en.pdf", "%PDF"]:
        for form in (
            word.encode(),
            word.encode("utf-16-le"),
            b64encode(word.encode())[:-2],
            word.encode().hex().encode(),
        ):
            assert form.lower() not in file.lower(), word
            assert form not in b64decode(plan.text()), word


def test_the_code_of_nobody_stands_in_the_file(file: bytes) -> None:
    for reader in (ADA, HOME):
        code = code_of(TEST_MASTER, reader)
        assert code.encode() not in file
        assert code.replace("-", "").encode() not in file


def test_the_same_plan_and_keys_give_the_same_bytes(
    file: bytes, plain: Path, vault: Vault, slots: bytes, languages: tuple[Words, ...]
) -> None:
    assert standalone_of(plain, vault, slots, languages, TEMPLATES) == file


def test_only_its_own_script_may_run_and_it_may_load_nothing(file: bytes) -> None:
    parsed = LexborHTMLParser(file.decode())
    [policy] = [meta.attrs.sget("content") for meta in parsed.css("meta[http-equiv]")]
    running = [script for script in parsed.css("script") if not script.attrs.get("type")]
    [script] = running
    digest = b64encode(sha256(script.text().encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "connect-src" not in policy, "nothing is asked of anybody"
    addresses = [
        node.attrs.sget(name) for node in parsed.css("[src], [href]") for name in ("src", "href") if name in node.attrs
    ]
    assert addresses == ["data:,"], "the picture of the tab, so that none is looked for"
    assert parsed.css("[style], [onclick], form, iframe") == []
    assert re.findall(rb"https?:", file) == []


def test_it_says_without_a_script_what_to_do_in_every_language(file: bytes) -> None:
    parsed = LexborHTMLParser(file.decode())
    lines = [(line.attrs.sget("lang"), line.attrs.sget("dir"), line.text()) for line in parsed.css("main p")]
    assert [(language, direction) for language, direction, _ in lines] == [("en", "ltr"), ("es", "ltr"), ("ar", "rtl")]
    assert len({text for _, _, text in lines}) == 3
    [title] = parsed.css("title")
    assert title.text() == "Private page"


def test_a_translation_cannot_end_the_script(vault: Vault, slots: bytes, languages: tuple[Words, ...]) -> None:
    english = languages[0]
    hostile = replace(english, messages={**english.messages, "Access code": "</script><script>alert(1)</script>"})
    parsed = LexborHTMLParser(standalone_file(vault, slots, PLAN, (hostile,), TEMPLATES).decode())
    assert len(parsed.css("script")) == 3
    said = re.search(r"const WORDS=(\{.*?\});\n", parsed.css("script")[-1].text())
    assert said is not None
    assert json.loads(said[1])["en"]["label"] == "</script><script>alert(1)</script>"


def test_every_sentence_that_it_may_say_is_there_in_every_language(file: bytes) -> None:
    script = LexborHTMLParser(file.decode()).css("script")[-1].text()
    said = re.search(r"const WORDS=(\{.*?\});\n", script)
    assert said is not None
    words = json.loads(said[1])
    sources = "".join((WEB / name).read_text("utf-8") for name in SCRIPTS)
    named = set(re.findall(r'(?:saying\("\w+", |Fault\(|"data-label": )"(\w+)"', sources)) | {"damaged", "opening"}
    named |= set(re.findall(r'"(empty|short|long|typo)"', sources))
    assert named >= {"title", "lead", "label", "hint", "other", "old", "lock", "print", "plan", "typo"}
    assert set(words) == {"en", "es", "ar"}
    assert {language: named - words[language].keys() for language in words} == {"en": set(), "es": set(), "ar": set()}
