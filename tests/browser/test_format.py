"""Format pb1 between Python and a browser: each reads what the other writes."""

import json
import shutil
from base64 import b64decode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.model.access import Reader
from generator.publish.codes import folded
from generator.publish.contents import SealedFile
from generator.publish.front import WEB
from generator.publish.keys import TEST_MASTER, code_of
from generator.publish.pb1 import opened_file, opened_manifest, opened_slots, sealed_contents, sealed_frame, slots_of
from generator.publish.vault import vault_of
from tests.browser.conftest import CHECKOUT, Seen, served

pytestmark = pytest.mark.browser

VECTORS = CHECKOUT / "tests" / "vectors"
READERS = (Reader(who="household:s-0077", version=3), Reader(who="s-0077", version=1), Reader(who="t-0002", version=2))
FILES: Mapping[str, str] = {
    "index.html": "<h1>Learning plan</h1>" * 400,
    "ar/goal/g1/index.html": "<p dir=rtl>خطة التعلّم</p>",
    "empty.html": "",
}
READ = """async vectors => {
    const [core, read] = await Promise.all([import("/core.js"), import("/read.js")])
    return read.mistakes(core, vectors)
}"""
WRITE = 'async order => (await import("/write.js")).written(order)'


@pytest.fixture(name="page")
def _page(seen: Seen, tmp_path: Path) -> Iterator[Page]:
    for file in (*WEB.glob("*.js"), VECTORS / "read.js", VECTORS / "write.js"):
        shutil.copy(file, tmp_path)
    (tmp_path / "index.html").write_text("<!doctype html><title>Vectors</title><link rel=icon href=data:,>")
    with served(tmp_path) as sites:
        seen.page.goto(sites.address)
        yield seen.page
        assert seen.complaints == []


def test_the_browser_side_reads_what_python_froze(page: Page) -> None:
    vectors: Any = json.loads((VECTORS / "pb1.json").read_text("utf-8"))
    assert page.evaluate(READ, vectors) == []
    spoilt = vectors | {"refused": [{"kind": "slots", "because": "it is whole", "code": vectors["codes"][0]["code"]}]}
    spoilt["refused"][0]["slots"] = vectors["slots"]
    assert set(page.evaluate(READ, spoilt)) == {"opened: it is whole"}, "a reader that opens everything would be found"


def test_python_reads_what_a_browser_wrote(page: Page) -> None:
    readers = [{"who": reader.who, "version": reader.version} for reader in READERS]
    order = {"learner": "s-0077", "epoch": 2, "readers": readers, "files": FILES, "iterations": 2000}
    wrote: Any = page.evaluate(WRITE, order | {"master": TEST_MASTER.secret.hex()})
    vault = vault_of(TEST_MASTER, "s-0077", 2, READERS)
    assert wrote["folder"] == vault.folder
    assert wrote["codes"] == [folded(code_of(TEST_MASTER, reader)) for reader in READERS]
    assert wrote["slots"].encode() == slots_of(vault, TEST_MASTER, READERS, 2000), "the decoys too"
    assert all(opened_slots(wrote["slots"].encode(), code) == vault for code in wrote["codes"])
    manifest = opened_manifest(vault, b64decode(wrote["manifest"]["sealed"]))
    assert sealed_contents(vault, b64decode(wrote["manifest"]["frame"])) == b64decode(wrote["manifest"]["sealed"])
    for each in wrote["files"]:
        file = manifest.files[each["path"]]
        blob = sealed_frame(vault, each["path"], b64decode(each["frame"]))
        assert isinstance(file, SealedFile)
        assert (file.name, file.digest, b64decode(each["blob"])) == (blob.name, blob.digest, blob.content)
        assert opened_file(vault, each["path"], file.digest, blob.content).decode() == FILES[each["path"]]
