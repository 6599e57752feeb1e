"""`pathbook import` and `pathbook export`: what a person sees."""

import json
from pathlib import Path

import pytest

from generator.cli.app import status_of
from tests.generator.importers.made import child, item, package, raw, relation, texts

TOLD = package([item("a"), item("b"), item("c")], [child("a"), child("b", "a"), relation("precedes", "a", "x")])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "package.json").write_bytes(raw(TOLD))
    return tmp_path / "package.json"


def test_an_import_tells_what_it_did(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["import", "case", str(file), "--root", str(file.parent)]) == 0
    assert capsys.readouterr().out == (
        "example-standards: 3 competencies, 1 link, from package.json\n"
        "2 warnings:\n"
        "  - 1 with no parent in the file: C\n"
        '    They stand under "Unplaced". Move them where they belong; a later import leaves them there.\n'
        "  - 1 relation to an item that is not in this framework, 1 of them saying what comes first\n"
        "    They are kept as links and hold nobody back. Nothing to do.\n"
        "Written:\n"
        "  frameworks/example-standards/framework.yml\n"
    )
    file.write_bytes(raw(package([item("a", fullStatement="New."), item("d")], [child("a"), child("d")])))
    assert status_of(["import", "case", str(file), "--root", str(file.parent)]) == 0
    assert capsys.readouterr().out == (
        "example-standards: 4 competencies, 0 links, from package.json\n"
        "  1 new: d\n"
        "  1 changed by the source: a\n"
        "  2 no longer in the source, now marked deprecated: b, c\n"
        "Written:\n"
        "  frameworks/example-standards/framework.yml\n"
    )


def test_a_dry_run_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["import", "case", str(file), "--root", str(file.parent), "--dry-run"]) == 0
    assert "Would write:" in capsys.readouterr().out
    assert not (file.parent / "frameworks").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["import", "asn", "FILE"], 1, "package.json: this is not an ASN standards document: it is a CASE package"),
        (["import", "case", "FILE", "--id", "Not An Id"], 2, "'Not An Id' cannot name a framework"),
        (["import", "case", "FILE", "--id", "pathways"], 2, "'pathways' cannot name a framework"),
        (["import", "case", "FILE.gone"], 2, "does not exist"),
        (["export", "case", "nothing"], 2, "there is no framework 'nothing'; there are: none"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, sentence: str
) -> None:
    told = [argument.replace("FILE", str(file)) for argument in arguments]
    assert status_of([*told, "--root", str(file.parent)]) == status
    assert " ".join(sentence.split()) in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_a_file_that_is_broken_is_not_written_over(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["import", "case", str(file), "--root", str(file.parent), "--id", "ex"]) == 0
    broken = file.parent / "frameworks" / "ex" / "framework.yml"
    broken.write_text(broken.read_text(encoding="utf-8") + "title: twice\n", encoding="utf-8")
    before = texts(file.parent)
    assert status_of(["import", "case", str(file), "--root", str(file.parent), "--id", "ex"]) == 1
    assert "yaml-repeated-key" in capsys.readouterr().err
    assert texts(file.parent) == before


def test_an_export_is_printed_or_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["import", "case", str(file), "--root", str(file.parent), "--id", "ex"]) == 0
    capsys.readouterr()
    assert status_of(["export", "case", "ex", "--root", str(file.parent)]) == 0
    printed = capsys.readouterr().out
    assert len(json.loads(printed)["CFItems"]) == 3
    out = file.parent / "out.json"
    assert status_of(["export", "case", "ex", "--root", str(file.parent), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"ex: 3 items, 3 associations: {out}\n"
    assert out.read_text(encoding="utf-8") == printed
