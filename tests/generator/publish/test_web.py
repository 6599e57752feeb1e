"""The sources of the browser side: modules that can be published as scripts, small, and right about typed codes."""

import json
import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.publish.front import (
    ALONE,
    DECLARED,
    EXPORTED,
    IMPORTED,
    IN_WORKER,
    ON_PAGE,
    SOURCES,
    WEB,
    WORDS,
    published_script,
    short_names,
)
from tests.generator.messages import ROOT, template_files

HERE = Path(__file__).resolve().parent
PUBLISHED_BYTES, WHOLE_BYTES = 25 * 1024, 2 * 1024
FILES = tuple(sorted(WEB.glob("*.js")))
NAMES = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w.]+)";$', re.MULTILINE)


def text_of(name: str) -> str:
    return (WEB / name).read_text("utf-8")


def node(program: str, *arguments: str, given: str = "") -> Any:
    """What a module prints, as JSON; node is there wherever the tests' judges are."""
    command = ["node", program, *arguments]
    done = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_source_imports_and_exports_in_the_ways_that_can_be_taken_off(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("import"):
            assert IMPORTED.match(line), line
        if line.startswith("export"):
            assert EXPORTED.match(line), line
        assert "import(" not in line.replace('import("./', ""), f"only types are named so: {line}"


@pytest.mark.parametrize("scripts", [ON_PAGE, IN_WORKER, ALONE], ids=["page", "worker", "keeper"])
def test_scripts_that_share_their_names_name_nothing_twice(scripts: tuple[str, ...]) -> None:
    """Of two functions of one name the later would take the place of the other without a word."""
    sources = [name for script in scripts if script != WORDS for name in SOURCES[script]]
    declared = Counter(name for source in sources for name in DECLARED.findall(text_of(source)))
    assert [name for name, times in declared.items() if times > 1] == []
    assert "WORDS" not in declared


@pytest.mark.parametrize("scripts", [ON_PAGE, IN_WORKER, ALONE], ids=["page", "worker", "keeper"])
def test_what_a_source_imports_is_published_before_it(scripts: tuple[str, ...]) -> None:
    known: set[str] = set()
    for source in [name for script in scripts if script != WORDS for name in SOURCES[script]]:
        for names, whence in NAMES.findall(text_of(source)):
            assert whence == "whole.js" or set(names.split(", ")) <= known, f"{source} takes {names} from {whence}"
        known |= set(DECLARED.findall(text_of(source)))


def test_what_is_published_says_what_the_sources_say() -> None:
    """A parser of JavaScript reads both: what a few regular expressions made is the same program."""
    pairs = {file.name: (file.read_text("utf-8"), published_script(file.read_text("utf-8"))) for file in FILES}
    assert node(str(HERE / "same_script.mjs"), given=json.dumps({"names": short_names(), "pairs": pairs})) == []


def test_it_is_small() -> None:
    """All that a visit loads. What shows a plan where a browser allows no worker is loaded only there."""
    sizes = {name: len("".join(published_script(text_of(each)) for each in SOURCES[name]).encode()) for name in SOURCES}
    assert sizes.pop("whole.js") <= WHOLE_BYTES
    assert sum(sizes.values()) <= PUBLISHED_BYTES, sizes


PAST_THE_WORKER = re.compile(r"<(?:object|embed|iframe|frame|applet)\b|<a\b[^>]*\sdownload\b", re.IGNORECASE)


@pytest.mark.parametrize("file", [*template_files()], ids=lambda file: file.name)
def test_no_template_asks_for_files_past_the_worker(file: Path) -> None:
    """Browsers send these requests to the host, which would learn a page's address and has nothing to answer."""
    assert PAST_THE_WORKER.search(file.read_text("utf-8")) is None


@cache
def code() -> str:
    vectors = json.loads((ROOT / "tests" / "vectors" / "pb1.json").read_text("utf-8"))
    return str(vectors["codes"][0]["code"])


CODE = "W0SA-HT72-P8SS-GNKT-6JNW"  # of nobody: the vectors'
TYPED = (
    (CODE, "", "as it stands in the letter"),
    (CODE.lower(), "", "small letters"),
    (CODE.replace("-", ""), "", "without dashes"),
    (CODE.replace("-", " \n"), "", "in lines"),
    (f"Code: {CODE}", "", "with the word before it, of which four letters are symbols"),
    (f"My code is {CODE}, thank you", "", "in a sentence"),
    (f"Código de acceso: {CODE}.", "", "with a word of another language"),
    (f"الرمز: {CODE}", "", "with a word in other letters"),
    (f"CODE\n{CODE}".replace("\n", ""), "", "pasted into one line, which joins two words"),
    (CODE.replace("0", "O"), "", "a letter for the digit"),
    ("Ｗ０ＳＡ－ＨＴ７２－Ｐ８ＳＳ－ＧＮＫＴ－６ＪＮＷ", "", "wide letters of East Asian keyboards"),
    (CODE.replace("7", "٧").replace("2", "٢"), "", "digits of Arabic keyboards"),
    (CODE.replace("7", "۷").replace("2", "۲"), "", "digits of Persian keyboards"),
    ("", "empty", "nothing"),
    ("-- --", "empty", "no symbol among it"),
    (CODE[:-1], "short", "the last one is missing"),
    (f"{CODE}4", "long", "one too many"),
    (CODE.replace("W0SA", "W0SB"), "typo", "one is wrong"),
    (CODE.replace("W0SA", "0WSA"), "typo", "two changed places"),
)
READ = """
import { codeIn, faultOf, grouped } from "./generator/publish/web/core.js";
const typed = JSON.parse(process.argv[1]);
process.stdout.write(JSON.stringify(typed.map((each) => [faultOf(codeIn(each)), grouped(codeIn(each))])));
"""


def test_a_code_is_read_however_it_is_typed() -> None:
    assert code() == CODE
    read = node("--input-type=module", "--eval", READ, json.dumps([typed for typed, _, _ in TYPED]))
    for (typed, fault, because), (found, shown) in zip(TYPED, read, strict=True):
        assert found == fault, f"{because}: {typed}"
        assert fault != "" or shown == CODE, f"{because}: {typed}"
