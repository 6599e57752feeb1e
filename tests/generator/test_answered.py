"""Answers of translators, settled against what stands in a school's files, and written into them."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.answered import Settled, Terms, Who, as_shaped, every_wish, files_after, settled
from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.exporters.translation_table import table_text
from generator.exporters.xliff import xliff_text
from generator.importers.returned import Answer
from generator.importers.translation_table import table_answers
from generator.importers.xliff import xliff_answers
from generator.model.texts import Found
from generator.model.translatable import Wish
from generator.model.translations import Unit, units_of
from generator.problem import Place
from generator.records.text import Text, Version
from generator.translated import code_of
from generator.translating import gathering_of
from generator.writing import write_files
from generator.yamltext.read import read
from generator.yamltext.splice import Refused
from tests.conftest import CASES

ON = date(2026, 11, 20)
WORDS = "{student} reads 20 minutes: [the list](https://example.org/a)."
GOOD = "{student} lee 20 minutos: [la lista](https://example.org/a)."
OTHER = "{student} leyó 20 minutos: [la lista](https://example.org/a)."


def school_at(root: Path) -> CheckedSchool:
    return checked_school(root, None, lambda _: ON)


def terms(by: Who | None = None, reviewed: date | None = None, *, over: bool = False) -> Terms:
    names = school_at(CASES / "base").names
    return Terms(language="es", by=by, reviewed=reviewed, on=ON, replace=over, names=names)


def answer(target: str = GOOD, source: str = WORDS, by: Who | None = "human", reviewed: date | bool = False) -> Answer:
    return Answer(code=code_of(WORDS), source=source, target=target, by=by, reviewed=reviewed)


class Owner:
    place = Place("plans/s-0001/learner.yml")


def wish(spanish: Version | None = None) -> Wish:
    versions = {"en": Version(text=WORDS)} | ({} if spanish is None else {"es": spanish})
    return Wish(Found(Text(versions), Owner, ("why",)), "goal: why", "en")


def made(one: Answer, there: Wish, how: Terms) -> Settled:
    return settled((one,), (there,), how)[0]


@pytest.mark.parametrize(
    ("there", "over", "taken", "because"),
    [
        (None, False, True, "nothing is there"),
        (Version(text=OTHER), False, False, "a person's, and nothing says that it is behind"),
        (Version(text=OTHER, of=code_of(WORDS)), False, False, "a person's, of the same words"),
        (Version(text=OTHER, of=code_of(WORDS)), True, True, "but the school wants the new one"),
        (Version(text=OTHER, of="000000000000"), False, True, "it is behind"),
        (Version(text=OTHER, by="machine"), False, True, "a person's word before a machine's"),
        (Version(text=OTHER, by="machine", reviewed=ON), False, False, "somebody has read it"),
    ],
)  # fmt: skip
def test_where_a_persons_translation_is_put(there: Version | None, over: bool, taken: bool, because: str) -> None:
    told = made(answer(), wish(there), terms(over=over))
    assert told.refused is None
    assert bool(told.writings) is taken, because
    assert told.kept == (not taken)


@pytest.mark.parametrize(
    ("there", "over", "taken", "because"),
    [
        (None, False, True, "better than nothing, and marked"),
        (Version(text=OTHER, of="000000000000"), False, False, "readers would lose an old sentence for none"),
        (Version(text=OTHER, of="000000000000"), True, True, "unless the school says so"),
        (Version(text=OTHER, by="machine"), False, True, "a newer one of the same kind"),
    ],
)
def test_where_a_machines_translation_is_put(there: Version | None, over: bool, taken: bool, because: str) -> None:
    told = made(answer(by="machine"), wish(there), terms(over=over))
    assert bool(told.writings) is taken, because
    assert all(writing.version.by == "machine" for writing in told.writings)


@pytest.mark.parametrize(
    ("one", "how", "version", "because"),
    [
        (answer(), terms(), Version(text=GOOD, of=code_of(WORDS)), "a person, and nobody has read it"),
        (answer(reviewed=True), terms(), Version(text=GOOD, reviewed=ON, of=code_of(WORDS)), "read, on an unknown day"),
        (answer(reviewed=date(2026, 11, 2)), terms(), Version(text=GOOD, reviewed=date(2026, 11, 2),
         of=code_of(WORDS)), "as the table says"),
        (answer(), terms(reviewed=date(2026, 11, 3)), Version(text=GOOD, reviewed=date(2026, 11, 3),
         of=code_of(WORDS)), "as the command says"),
        (answer(by=None), terms("human"), Version(text=GOOD, of=code_of(WORDS)), "the command says who"),
        (answer(reviewed=True), terms("machine"), Version(text=GOOD, by="machine", of=code_of(WORDS)),
         "the command knows better than a tool's state"),
        (answer(by="machine", reviewed=True), terms("human", date(2026, 11, 3)), Version(text=GOOD, by="machine",
         of=code_of(WORDS)), "a mark of a machine is never taken away"),
    ],
)  # fmt: skip
def test_what_is_written_of_who_made_it(one: Answer, how: Terms, version: Version, because: str) -> None:
    (writing,) = made(one, wish(), how).writings
    assert writing.version == version, because


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (answer(source="Read."), "its text was changed in the file, so it is not sure what it is the translation of"),
        (answer(by=None), "nothing says who translated it; say --by human or --by machine"),
        (
            answer("Lee 20 minutos: [la lista](https://example.org/a)."),
            "{student} must stand in it just as in the text",
        ),
        (answer(GOOD + " {nombre}"), "{nombre} must stand in it just as in the text"),
        (answer(GOOD + " }"), "} must stand in it just as in the text"),
        (
            answer("{student} lee 20 minutos: [la lista](https://example.net/a)."),
            "](https://example.net/a) ](https://example.org/a) https://example.net/a https://example.org/a "
            "must stand in it just as in the text",
        ),
        (answer(GOOD + "<b onclick=x>"), "<b onclick=x> must stand in it just as in the text"),
        (answer(GOOD + " www.example.net"), "www.example.net must stand in it just as in the text"),
        (answer(GOOD + " [a](javascript:b)"), "](javascript:b) must stand in it just as in the text"),
        (answer(GOOD + "\x07"), "it holds a sign that no text can hold"),
        (answer(reviewed=date(2026, 11, 21)), "nobody can have reviewed it on 2026-11-21 yet"),
    ],
)
def test_an_answer_that_cannot_be_used(one: Answer, why: str) -> None:
    told = made(one, wish(), terms())
    assert (told.writings, told.refused) == ((), why)


def test_two_answers_in_other_words_are_none() -> None:
    (told,) = settled((answer(), answer(OTHER)), (wish(),), terms())
    assert (told.writings, told.refused) == ((), "it is answered twice, in other words")
    (told,) = settled((answer(), answer()), (wish(),), terms())
    assert (len(told.writings), told.refused) == (1, None)


@pytest.mark.parametrize(
    ("source", "came", "kept", "because"),
    [
        ("Read.", "\n        Lee.\n      ", "Lee.", "a tool has laid its file out"),
        ("Read.\n", "Lee.", "Lee.\n", "a tool has cut what stood at the end"),
        ("Read it.", "Lee\n          eso.", "Lee eso.", "a tool has wrapped the line"),
        ("Read\u00a0it.", "Lee\u00a0eso.", "Lee\u00a0eso.", "a space that may not break stays"),
        ("One.\n\n- Two", "Uno.\n\n- Dos", "Uno.\n\n- Dos", "lines of several stay lines"),
        ("Read.", " \n ", "", "white space is no answer"),
    ],
)
def test_a_translation_has_the_shape_of_its_text(source: str, came: str, kept: str, because: str) -> None:
    assert as_shaped(source, came) == kept, because


def test_a_machines_words_only_wrapped_anew_are_still_a_machines() -> None:
    there = wish(Version(text=GOOD, by="machine"))
    wrapped = GOOD.replace("lee 20", "lee  20")
    assert made(answer(wrapped, by="human", reviewed=ON), there, terms()).writings == ()


def test_two_equal_answers_are_a_machines_where_one_says_so() -> None:
    (told,) = settled((answer(by="human", reviewed=ON), answer(by="machine")), (wish(),), terms())
    (writing,) = told.writings
    assert (writing.version.by, writing.version.reviewed) == ("machine", None)


def test_a_file_keeps_who_may_read_it_and_read_only_is_respected(school: Path) -> None:
    told = settled(answered(units_in(school), "csv", {}), every_wish(school_at(school)), terms())
    files = files_after(school, (writing for each in told for writing in each.writings))
    goal = school / "plans/s-0001/2026-27/goals/g1.yml"
    goal.chmod(0o440)
    before = dict(bytes_in(school))
    with pytest.raises(Refused, match=r"g1\.yml: it is marked as read-only"):
        write_files(school, files)
    assert dict(bytes_in(school)) == before
    goal.chmod(0o600)
    write_files(school, files)
    assert goal.stat().st_mode & 0o777 == 0o600


def test_a_text_that_has_changed_since_is_told() -> None:
    assert settled((answer(),), (), terms())[0].refused == "the text has changed since, or is gone"


def test_a_machines_words_do_not_become_a_persons_by_being_sent_back() -> None:
    there = wish(Version(text=GOOD, by="machine", of=code_of(WORDS)))
    told = made(answer(reviewed=True), there, terms(over=True))
    assert told.writings == ()
    assert told.refused is not None
    assert told.refused.startswith("these are the words a machine wrote")


whos = st.sampled_from(["human", "machine", None])
versions = st.builds(
    Version,
    text=st.sampled_from([GOOD, OTHER]),
    by=st.sampled_from(["human", "machine"]),
    reviewed=st.sampled_from([None, ON]),
    of=st.sampled_from([None, code_of(WORDS), "000000000000"]),
)


@given(
    by=whos,
    marked=st.booleans() | st.just(ON),
    asked=whos,
    reviewed=st.sampled_from([None, ON]),
    there=st.none() | versions,
    over=st.booleans(),
)
def test_nothing_a_machine_made_is_ever_marked_reviewed(
    by: Who | None, marked: date | bool, asked: Who | None, reviewed: date | None, there: Version | None, over: bool
) -> None:
    place = wish(there)
    told = made(answer(by=by, reviewed=marked), place, terms(asked, reviewed, over=over))
    for writing in told.writings:
        version = writing.version
        assert version.of == code_of(WORDS)
        if "machine" in (by, asked) or (there and there.by == "machine" and not there.reviewed and there.text == GOOD):
            assert (version.by, version.reviewed) == ("machine", None)


SCHOOL = {
    "frameworks/catalogue/activities.yml": """# Shared
activities:
  - {id: strips, title: "Fold: paper strips", mode: direct}   # used twice
""",
    "plans/s-0001/learner.yml": """learner: s-0001
stage: elementary
family:
  - {id: home, language: es}   # reads Spanish
""",
    "plans/s-0001/2026-27/goals/g1.yml": """id: g1
competencies:
  - ref: core:fractions.1
why: >-
  So that I can
  share a cake.   # not a remark
help_at_home: |
  - Cut bread
  - Ask **why**
success_criteria:
  - id: c1 # the first
    text: "I draw two fractions: {student} says which is more."
activities:
  - id: a1
    activity: strips
  - {id: a2, title: Fold paper strips, who: 'Two of us, {student} first'}
  - id: a3
    title:
      en: Tell somebody
      es: {text: Contar, of: 000000000000}

# the days
start: 2026-09-14
due: 2026-12-11
""",
}


@pytest.fixture
def school(tiny_school: Path) -> Path:
    return written_to(tiny_school)


def written_to(root: Path) -> Path:
    for file, text in SCHOOL.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text)
    return root


def units_in(root: Path) -> tuple[Unit, ...]:
    checked = school_at(root)
    return units_of(gathering_of(checked, checked.folders, "es", all_of_it=False).readings, "es", "en")


def answered(units: tuple[Unit, ...], form: str, fill: dict[str, str]) -> tuple[Answer, ...]:
    """As a translator sends it back, who answers `fill` after each text."""
    if form == "csv":
        sent = table_answers(table_text(units, "es").encode()).answers
    else:
        sent = xliff_answers(xliff_text(units, "en", "es").encode()).answers
    return tuple(replace(each, target=each.source + fill.get(each.code, " ¡sí!"), by="human") for each in sent)


def brought_in(root: Path, answers: tuple[Answer, ...]) -> None:
    told = settled(answers, every_wish(school_at(root)), terms())
    assert [each.refused for each in told if each.refused] == []
    write_files(root, files_after(root, (writing for each in told for writing in each.writings)))


def in_english(value: object) -> object:
    """A file's value with every text in several languages as its English alone, so that only other changes show."""
    if isinstance(value, dict):
        if "en" in value:
            english = value["en"]
            return str(english["text"] if isinstance(english, dict) else english)
        return {key: in_english(part) for key, part in value.items()}
    return [in_english(part) for part in value] if isinstance(value, list) else value


letters = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="{}<>[]()\\")


@given(form=st.sampled_from(["xliff", "csv"]), ending=st.text(letters | st.just("\n"), max_size=12))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_out_filled_and_in_again_leaves_nothing_to_do(
    tmp_path_factory: pytest.TempPathFactory, form: str, ending: str
) -> None:
    root = tmp_path_factory.mktemp("school")
    shutil.copytree(CASES / "base", root, dirs_exist_ok=True)
    before = values_in(written_to(root))
    units = units_in(root)
    brought_in(root, answered(units, form, {unit.code: f"{ending} fin" for unit in units}))
    assert units_in(root) == ()
    checked = school_at(root)
    problems = [problem for folder in checked.folders for problem in checked_learner(checked, folder)[1]]
    assert problems == []
    assert {file: in_english(value) for file, value in values_in(root).items()} == {
        file: in_english(value) for file, value in before.items()
    }


def values_in(root: Path) -> dict[str, object]:
    return {str(file.relative_to(root)): plain(read(file.read_text(), "")[0]) for file in sorted(root.rglob("*.yml"))}


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list) else str(value)


def test_only_the_lines_that_say_it_change(school: Path) -> None:
    brought_in(school, answered(units_in(school), "xliff", {}))
    goal = (school / "plans/s-0001/2026-27/goals/g1.yml").read_text()
    for kept in (
        "  - ref: core:fractions.1\n",
        "  - id: c1 # the first\n",
        "    activity: strips\n",
        "\n# the days\nstart: 2",
    ):
        assert kept in goal
    assert f'      es: {{text: "Tell somebody ¡sí!", by: human, of: {code_of("Tell somebody")}}}\n' in goal
    library = (school / "frameworks/catalogue/activities.yml").read_text()
    assert library.startswith("# Shared\nactivities:\n")
    assert library.endswith("mode: direct}   # used twice\n")


def test_windows_line_ends_and_a_mark_at_the_start_stay(school: Path) -> None:
    goal = school / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_bytes(b"\xef\xbb\xbf" + goal.read_bytes().replace(b"\n", b"\r\n"))
    brought_in(school, answered(units_in(school), "csv", {}))
    after = goal.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n")


def test_where_one_file_cannot_be_written_none_is(school: Path) -> None:
    told = settled(answered(units_in(school), "csv", {}), every_wish(school_at(school)), terms())
    files = files_after(school, (writing for each in told for writing in each.writings))
    assert len(files) > 2
    changed = school / "plans/s-0001/2026-27/goals/g1.yml"
    changed.write_text(changed.read_text() + "# meanwhile\n")
    before = dict(bytes_in(school))
    with pytest.raises(Refused):
        write_files(school, files)
    assert dict(bytes_in(school)) == before


@pytest.mark.parametrize("meanwhile", ["# two\n# lines\n", "why: Something else\n", ""])
def test_what_moved_between_reading_and_writing_is_not_written_elsewhere(school: Path, meanwhile: str) -> None:
    told = settled(answered(units_in(school), "csv", {}), every_wish(school_at(school)), terms())
    goal = school / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_text(meanwhile + goal.read_text().partition("\n")[2])
    before = dict(bytes_in(school))
    with pytest.raises(Refused, match=r"changed meanwhile|cannot be read"):
        files_after(school, (writing for each in told for writing in each.writings))
    assert dict(bytes_in(school)) == before


def bytes_in(root: Path) -> Iterator[tuple[Path, bytes]]:
    return ((file, file.read_bytes()) for file in root.rglob("*") if file.is_file())


def test_one_translation_of_a_shared_text_serves_every_plan(school: Path) -> None:
    other = school / "plans/s-0002"
    shutil.copytree(school / "plans/s-0001", other)
    for file in other.rglob("*.yml"):
        file.write_text(file.read_text().replace("s-0001", "s-0002"))
    (school / "plans/s-0002/2026-27/conferences").mkdir()
    (school / "plans/s-0002/2026-27/conferences/2026-11-02.yml").write_text(
        "on: 2026-11-02\nkind: check_in\nnext_on: 2026-12-01\n"
    )
    people = school / "plans/people.yml"
    people.write_text(
        people.read_text() + "\n's-0002': {name: {en: Ines Quarry}, given: {en: Ines}, roles: [learner]}\n"
    )
    units = units_in(school)
    strips = [unit for unit in units if unit.source == "Fold: paper strips"]
    assert [(unit.plans, unit.needed_by) for unit in strips] == [(2, date(2026, 12, 1))]
    assert [unit.needed_by for unit in units] == sorted(
        (unit.needed_by for unit in units), key=lambda day: day or date.max
    )
    brought_in(school, answered(units, "xliff", {}))
    assert units_in(school) == ()
