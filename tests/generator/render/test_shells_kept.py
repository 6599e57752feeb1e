"""Shells of an earlier build serve a later one without MkDocs; damaged, or made by anything else, they do not."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.render.shells import Shells, filling_of
from generator.render.shells_kept import MOST_FOLDERS, Shelf, shelf_in
from generator.render.site import SiteBuilder, warm_builder
from generator.render.sources import base_config, template_folders
from generator.render.themed import themed_of
from tests.generator.render.handmade import CHECKOUT, html_of, site_of, words_in

BUILD = (
    "import sys; from pathlib import Path\n"
    "from tests.generator.render.handmade import html_of, site_of\n"
    "from tests.generator.render.test_shells_kept import builder_of\n"
    "out = Path(sys.argv[1]); site = site_of('s-0002', title='Another & more')\n"
    "builder = builder_of(out)\n"
    "builder.write_pages(site, html_of(site), out / 's' / 's-0002')\n"
    "print(builder.filled, builder.theme_name, 'mkdocs' in sys.modules)\n"
)


def builder_of(out: Path, *, root: Path = CHECKOUT, programs: str = "these", fresh: bool = False) -> SiteBuilder:
    config, templates, words = base_config(root), template_folders(root), words_in("en")
    return warm_builder(
        root=root,
        config_file=config,
        templates=templates,
        shared=out / "_theme",
        photos=out / "photos",
        words=words,
        shelf=shelf_in(out / "kept", programs, config, templates, words, "../../", fresh=fresh),
    )


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which one site was built, so that its shells are kept."""
    out = tmp_path_factory.mktemp("learned")
    site = site_of("s-0001")
    builder_of(out).write_pages(site, html_of(site), out / "s" / "s-0001")
    return out


def filled_again(out: Path, **how: object) -> int:
    """How many of two sites of the kept shape a builder fills that begins anew."""
    builder = builder_of(out, **how)  # type: ignore[arg-type]
    for learner in ("s-0003", "s-0004"):
        builder.write_pages(site := site_of(learner), html_of(site), out / "s" / learner)
    return builder.filled


def test_a_later_build_fills_at_once_and_never_loads_mkdocs(learned: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", BUILD, str(learned)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    )
    [theme] = (learned / "_theme").iterdir()
    assert ran.stdout.split() == ["1", theme.name, "False"]
    whole, site = builder_of(learned, programs="others"), site_of("s-0002", title="Another & more")
    whole.why_whole = "compared with"
    whole.write_pages(site, html_of(site), learned / "whole")
    assert bytes_in(learned / "s" / "s-0002") == bytes_in(learned / "whole")


def test_what_is_kept_holds_nothing_of_anybody_and_is_for_this_account_only(learned: Path) -> None:
    [folder] = (learned / "kept").iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    site = site_of("s-0001")
    shelf = Shelf(folder=folder)
    shape = filling_of(themed_of(site, html_of(site))).shape
    kept = shelf.shells(shape)
    assert kept is not None
    told = repr((kept, shape))
    for words in ("s-0001", "I can tell why", "goal/g1", "What I am working on", "Private.", "number line"):
        assert words not in told


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_bit_else(content: bytes) -> bytes:
    return content[:-1] + bytes((content[-1] ^ 1,))


@pytest.mark.parametrize("damage", [cut_short, one_bit_else, lambda _: b"", lambda _: b"\xff" * 99])
def test_a_damaged_one_is_learned_anew(learned: Path, damage: Callable[[bytes], bytes]) -> None:
    [folder] = (learned / "kept").iterdir()
    for file in folder.iterdir():
        file.write_bytes(damage(file.read_bytes()))
    assert filled_again(learned) == 1, "the first is built by MkDocs, and learned from"
    assert filled_again(learned) == 2


def test_a_forced_build_learns_anew_and_so_does_one_whose_theme_is_gone(learned: Path) -> None:
    assert filled_again(learned) == 2
    assert filled_again(learned, fresh=True) == 1
    [theme] = (learned / "_theme").iterdir()
    theme.rename(learned / "gone")
    assert filled_again(learned) == 1
    assert theme.is_dir()


def school_in(folder: Path, base: str = "site_name: Ours\ntheme: {name: material, font: false}\n") -> Path:
    theme = folder / "site_templates" / "theme"
    theme.mkdir(parents=True, exist_ok=True)
    (theme / "own.css").write_text("a { color: red }")
    (folder / "mkdocs.yml").write_text(base)
    return folder


def shelf_of(root: Path, language: str = "en", programs: str = "these", way: str = "") -> Shelf | None:
    words = words_in(language, {"Search": "Find"} if language == "en" else None)
    return shelf_in(root / "kept", programs, base_config(root), template_folders(root), words, way)


def test_whatever_decides_the_theme_s_pages_decides_where_shells_lie(tmp_path: Path) -> None:
    root = school_in(tmp_path)
    shelves = [shelf_of(root), shelf_of(root, "es"), shelf_of(root, programs="newer"), shelf_of(root, way="../../")]
    (root / "site_templates/theme/own.css").write_text("a { color: blue }")
    shelves.append(shelf_of(root))
    (root / "site_templates/theme/more.css").write_text("")
    shelves.append(shelf_of(root))
    school_in(tmp_path, "site_name: Ours\ntheme: {name: material, font: false, features: [navigation.footer]}\n")
    shelves.append(shelf_of(root))
    assert None not in shelves
    assert len({shelf.folder for shelf in shelves if shelf is not None}) == len(shelves)


@pytest.mark.parametrize(
    ("base", "because"),
    [
        ("site_name: !ENV SCHOOL\n", "the environment decides"),
        ("INHERIT: ../base.yml\n", "another file decides"),
        ("site_name: Ours\nhooks: [hook.py]\n", "a program decides"),
        ("theme:\n  name: material\n  custom_dir: ../look\n", "a folder decides that is not looked at"),
        ("theme: {name: material, custom_dir: look}\n", "so it does in one line"),
    ],
)
def test_what_no_digest_holds_is_not_kept(tmp_path: Path, base: str, because: str) -> None:
    assert shelf_of(school_in(tmp_path, base)) is None, because


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    shells = Shells(texts=("a",), escaped=(), files=(), index=None)
    shape = filling_of(themed_of(site_of("s-0001"), html_of(site_of("s-0001")))).shape
    for number in range(MOST_FOLDERS + 3):
        Shelf(folder=tmp_path / "kept" / str(number)).keep(shape, shells, "theme")
    assert len(list((tmp_path / "kept").iterdir())) == MOST_FOLDERS
    newest = Shelf(folder=tmp_path / "kept" / str(MOST_FOLDERS + 2))
    assert (newest.shells(shape), newest.theme_name()) == (shells, "theme")


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")
    assert filled_again(tmp_path) == 1
    assert filled_again(tmp_path) == 1
