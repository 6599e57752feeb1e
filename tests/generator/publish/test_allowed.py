"""Which files may be published: the ones that are named here, and nothing else."""

import os
from pathlib import Path

import pytest

from generator.publish.allowed import Kind, allowed, files_in, looks_sealed
from generator.publish.keys import TEST_MASTER
from generator.publish.pb1 import sealed_file
from generator.publish.vault import vault_of

S, V, B = "s/abcdefghijklmn23", "0123456789abcdef", "abcdefghijklmnopqrstuvwx23"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "front"),
        ("404.html", "front"),
        ("robots.txt", "front"),
        (f"_theme/{V}/assets/stylesheets/main.57a0d79d.min.css", "theme"),
        (f"_theme/{V}/fonts/OFL-Noto.txt", "theme"),
        (f"_pb/{V}/core.js", "browser"),
        (f"_pb/{V}/unlock.css", "browser"),
        (f"{S}/sw.js", "worker"),
        (f"{S}/index.html", "stub"),
        (f"{S}/about/index.html", "stub"),
        (f"{S}/goal/g12/index.html", "stub"),
        (f"{S}/es/pathway/p1/index.html", "stub"),
        (f"{S}/zh-Hant/index.html", "stub"),
        (f"{S}/_pb/slots.json", "slots"),
        (f"{S}/_pb/m", "manifest"),
        (f"{S}/_pb/b/{B}", "blob"),
    ],
)
def test_what_is_published_is_known_by_its_path(path: str, kind: Kind) -> None:
    found = allowed(path)
    assert found is not None
    assert (found.kind, found.folder) == (kind, S[2:] if path.startswith("s/") else None)


@pytest.mark.parametrize(
    ("path", "because"),
    [
        ("people.yml", "no file of a school"),
        ("CNAME", "not even what a host wants: the host is told in its settings"),
        ("index.html.bak", "what an editor leaves"),
        ("s/s-0001/index.html", "an open site"),
        (f"{S}/plan.pdf", "a paper in clear"),
        (f"{S}/search/search_index.json", "a search index in clear"),
        (f"{S}/evidence/files/photo.png", "a photo in clear"),
        (f"{S}/goal/fractions/index.html", "paths are made of numbers, not of words"),
        (f"{S}/goal/g0/index.html", "goals count from 1"),
        (f"{S}/about/about/index.html", "deeper than any page"),
        (f"{S}/_pb/b/{B}x", "a name that is too long"),
        (f"{S}/_pb/b/{B.upper()}", "a name in capitals"),
        (f"{S}/_pb/b/a/{B}", "a folder among blobs"),
        (f"{S}/_pb/M", "a manifest is called m"),
        (f"s/{S}/index.html", "a folder too deep"),
        (f"s/{'a' * 15}/index.html", "a folder's name is 16 letters long"),
        (f"_theme/{V}/../../people.yml", "a way out"),
        ("_theme/latest/main.css", "a version is a digest"),
        (f"_pb/{V}/core.js.map", "maps tell how sources are called"),
        (f"_theme/{V}/a b.css", "spaces"),
    ],
)
def test_whatever_is_not_named_is_refused(path: str, because: str) -> None:
    assert allowed(path) is None, because


def test_links_hidden_names_and_empty_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("")
    (tmp_path / "robots.txt").symlink_to("index.html")
    (tmp_path / "away").symlink_to("/etc")
    (tmp_path / "Nobody").mkdir()
    os.mkfifo(tmp_path / "pipe")
    found = {path: kind if isinstance(kind, str) else kind.kind for path, kind in files_in(tmp_path)}
    assert found == {
        ".git": "hidden",
        "Nobody": "empty-folder",
        "away": "link",
        "index.html": "front",
        "pipe": "no-file",
        "robots.txt": "link",
    }


@pytest.mark.parametrize("size", [0, 1, 900, 1100, 5000, 70_000])
def test_what_is_sealed_looks_so_and_nothing_else(size: int) -> None:
    blob = sealed_file(vault_of(TEST_MASTER, "s-0001", 1, ()), "index.html", bytes(range(256)) * 300 + bytes(size))
    assert looks_sealed(blob.content, "blob")
    assert not looks_sealed(blob.content[:-1], "blob")
    assert not looks_sealed(blob.content + b"\0", "blob")
    assert not looks_sealed(b"X" + blob.content[1:], "blob")
    assert not looks_sealed(blob.content, "manifest")
