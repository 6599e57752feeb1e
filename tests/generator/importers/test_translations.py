"""What comes back from translators: who made it and whether somebody read it; and files that are something else."""

from datetime import date

import pytest

from generator.importers.foreign import Foreign
from generator.importers.returned import Answer
from generator.importers.translation_table import table_answers
from generator.importers.xliff import xliff_answers
from generator.translated import code_of

HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es">'
ITS = ' xmlns:its="http://www.w3.org/2005/11/its"'
MATCH = (
    '<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#s1" type="mt">'
    "<source>Read.</source><target>Lee.</target></mtc:match></mtc:matches>"
)


def xliff(unit: str, attributes: str = "") -> bytes:
    return f'{HEAD}<file id="f"><unit id="t-abc"{attributes}>{unit}</unit></file></xliff>'.encode()


def segment(target: str, state: str = "translated", more: str = "") -> str:
    return f'<segment id="s1" state="{state}"{more}><source>Read.</source>{target}</segment>'


def table(row: str, head: str = "id,language,text,translation,by,reviewed") -> bytes:
    return f"{head}\r\n{row}\r\n".encode()


@pytest.mark.parametrize(
    ("unit", "target", "by", "reviewed", "because"),
    [
        (segment("<target>Lee.</target>", "translated"), "Lee.", "human", False, "a state is somebody's word"),
        (segment("<target>Lee.</target>", "reviewed"), "Lee.", "human", True, "a second person read it"),
        (segment("<target>Lee.</target>", "final"), "Lee.", "human", True, "and let it go"),
        (segment("<target>Lee.</target>", "initial"), "Lee.", None, False, "nobody answers for it"),
        (segment("", "initial"), "", None, False, "nobody has answered"),
        (segment("<target> </target>", "final"), "", "human", True, "white space is no answer"),
        (MATCH + segment("<target>Lee.</target>", "final"), "Lee.", "machine", False, "as the machine had it"),
        (MATCH.replace("Lee.<", '<mrk id="m1">Lee</mrk>.<') + segment("<target>Lee.</target>", "final"), "Lee.",
         "machine", False, "as the machine had it, whatever the tool marks in it"),
        (MATCH + segment("<target>Lea.</target>", "final"), "Lea.", "human", True, "a person has changed it"),
        (segment("<target>Lee.</target>", "final", ' subState="acme:mt"'), "Lee.", "machine", False, "a tool says so"),
        (segment(f'<target><mrk id="m1"{ITS} its:mtConfidence="0.8">Lee.</mrk></target>', "final"), "Lee.", "machine",
         False, "as ITS marks it"),
        (segment('<target>Lee, <mrk id="m1" translate="no">{student}</mrk>.</target>'), "Lee, {student}.", "human",
         False, "marks are no words"),
    ],
)  # fmt: skip
def test_who_answers_for_a_target(unit: str, target: str, by: str | None, reviewed: bool, because: str) -> None:
    (answer,) = xliff_answers(xliff(unit)).answers
    assert (answer.target, answer.by, answer.reviewed, answer.trouble) == (target, by, reviewed, None), because


@pytest.mark.parametrize(
    ("unit", "target", "trouble", "because"),
    [
        (
            "<segment><source>One. </source><target>Uno. </target></segment>"
            "<segment><source>Two.</source><target>Dos.</target></segment>",
            "Uno. Dos.",
            None,
            "a tool has cut it at sentences",
        ),
        (
            "<segment><source>One.</source><target>Uno.</target></segment><ignorable><source> </source></ignorable>"
            "<segment><source>Two.</source><target>Dos.</target></segment>",
            "Uno. Dos.",
            None,
            "the space between them is kept",
        ),
        (
            '<segment><source>One. </source><target order="2">Uno.</target></segment>'
            '<segment><source>Two.</source><target order="1">Dos. </target></segment>',
            "Dos. Uno.",
            None,
            "the other language says it in another order",
        ),
        (
            f'<segment><source>One</source><target order="{"9" * 5000}">Uno</target></segment>',
            "Uno",
            None,
            "an order that is no number anybody counts to",
        ),
        (
            "<segment><source>One.</source><target>Uno.</target></segment><segment><source> </source></segment>",
            "Uno.",
            None,
            "white space needs no translation",
        ),
        (
            "<segment><source>One. </source><target>Uno. </target></segment><segment><source>Two.</source></segment>",
            "Uno. ",
            "only a part of it is translated",
            "half an answer is none",
        ),
        (
            '<segment><source>One</source><target>Uno<ph id="1"/></target></segment>',
            "",
            "it holds a code (ph) where words are asked for",
            "nobody knows what the code stands for",
        ),
    ],
)
def test_units_that_a_tool_has_worked_on(unit: str, target: str, trouble: str | None, because: str) -> None:
    (answer,) = xliff_answers(xliff(unit)).answers
    assert (answer.target, answer.trouble) == (target, trouble), because


def test_marks_in_marks_without_end_are_read() -> None:
    deep = "<mrk>" * 20_000 + "Lee." + "</mrk>" * 20_000
    assert xliff_answers(xliff(segment(f"<target>{deep}</target>"))).answers[0].target == "Lee."


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + HEAD + "&b;</xliff>"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "this is not an XLIFF file: the file is empty"),
        (b"<xliff", "this cannot be read as XLIFF; its XML breaks at line 1"),
        (HEAD.encode() + b"<file>", "this cannot be read as XLIFF; its XML breaks at line 1"),
        (BOMB.encode(), "this is not an XLIFF file: its XML defines entities of its own, which is not read here"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>',
         "this is XLIFF 1.2; have the tool save it as XLIFF 2.0 or 2.1"),
        (b"<html/>", "this is not XLIFF 2.0 or 2.1, but html"),
        (HEAD.replace(' trgLang="es"', "").encode() + b"</xliff>",
         "this XLIFF file does not say into which language it is (trgLang)"),
        (b'<?xml version="1.0" encoding="nobody"?><a/>', "this is not an XLIFF file: it is some other XML"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_xliff(raw: bytes, why: str) -> None:
    with pytest.raises(Foreign) as told:
        xliff_answers(raw)
    assert str(told.value) == why


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        (table("abc,es,Read.,Lee.,human,2026-11-02"), "as it went out"),
        (table("abc;es;Read.;Lee.;human;2026-11-02", "id;language;text;translation;by;reviewed"), "Excel in Europe"),
        (b"\xef\xbb\xbf" + table("abc,es,Read.,Lee.,Human,2026-11-02"), "with the mark at its start"),
        (table("abc\tes\tRead.\tLee.\thuman\t2026-11-02", "id\tlanguage\ttext\ttranslation\tby\treviewed")
         .decode().encode("utf-16"), "Excel's “Unicode text”"),
        (table("2026-11-02,Lee.,human,abc,Read.,es", "Reviewed,Translation,By,ID,Text,Language"), "columns moved"),
        (table("abc,es,Read.,Lee.,human,2026-11-02").replace(b"\r\n", b"\n"), "other line ends"),
        (table("abc,es,Read.,Lee.,human,2026-11-02\r\n,,,,,"), "an empty row below"),
        (table("t-abc,es,Read.,Lee.,human,2026-11-02"), "with the letter that keeps a code from being a number"),
        (table("abc,es,Read.,Lee.,human,2.11.2026"), "a day as a spreadsheet in Germany writes it anew"),
        (table("abc,es,Read.,Lee.,human,02. 11. 2026"), "and in Prague"),
        (table("abc,es,Read.,Lee.,human,2026/11/02"), "and in Japan"),
        (table('"abc";"es";"Read.";"Lee.";"human";"2026-11-02"', "id;language;text;translation;by;reviewed")
         .replace(b"\r\n", b"\r"), "line ends of an old Macintosh"),
        (b"sep=,\r\n" + table("abc,es,Read.,Lee.,human,2026-11-02"), "a word to the spreadsheet first"),
    ],
)  # fmt: skip
def test_a_table_as_spreadsheets_save_it(raw: bytes, because: str) -> None:
    back = table_answers(raw)
    expected = Answer(code="abc", source="Read.", target="Lee.", by="human", reviewed=date(2026, 11, 2))
    assert (back.language, back.answers) == ("es", (expected,)), because


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        ("abc,es,Read.,Lee.,google,", "'google' in column `by` is neither human nor machine"),
        ("abc,es,Read.,Lee.,human,11/2/2026", "'11/2/2026' in column `reviewed` is not a day like 2026-11-20"),
        ("abc,es,Read.,Lee.,machine,2026-11-02",
         "it says that it was reviewed, and not that a person made it (column `by`)"),
        ("abc,es,Read.,Lee.,,2026-11-02", "it says that it was reviewed, and not that a person made it (column `by`)"),
        ("abc,es,Read.,Lee.,human,31/31/2026", "'31/31/2026' in column `reviewed` is not a day like 2026-11-20"),
        ("abc,es,- one,#NAME?,human,",
         "a spreadsheet took the translation for a formula; write an apostrophe before its first sign"),
        ("abc,es,- one,#¿NOMBRE?,human,",
         "a spreadsheet took the translation for a formula; write an apostrophe before its first sign"),
        ("abc,es,Read.,#1: lee!,human,", None),
        ("abc,es,Read.,Lee.,human,20/11/2026", None),
        ("abc,es,Read.,Lee.,human,11/20/2026", None),
        ("abc,es,Read.,Lee.,,", None),
        ("abc,es,Read.,Lee.", None),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used(row: str, trouble: str | None) -> None:
    assert table_answers(table(row)).answers[0].trouble == trouble


def test_a_row_that_lost_its_id_is_known_by_its_text() -> None:
    assert table_answers(table(",es,Read.,Lee.,human,")).answers[0].code == code_of("Read.")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"PK\x03\x04", "this is not a table of translations, but a spreadsheet or a package; save the table as "
         "“CSV UTF-8”, or unpack the XLIFF"),
        (b"", "this is not a table of translations: the file is empty"),
        (b"Lee todos los d\xedas", "it is not text saved as UTF-8; choose “CSV UTF-8” when you save the table"),
        (b"Dear school,\nhere it is", "this is not a table of translations: it is plain text"),
        (table("abc,es,Read.", "id,language,text"), "it has no column 'translation'"),
        (table("abc,,Read.,Lee.,,"), "its column `language` names no language; it must be one"),
        (table("abc,es,Read.,Lee.,,\r\nabd,ar,Read.,x,,"),
         "its column `language` names several languages: ar, es; it must be one"),
        (table('abc,es,Read.,"Lee.,,'), 'row 2 opens a quote (") that is never closed; close it, or take it away'),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table(raw: bytes, why: str) -> None:
    with pytest.raises(Foreign) as told:
        table_answers(raw)
    assert str(told.value) == why
