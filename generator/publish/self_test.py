"""Whether the gates still find what they are for: a tiny publication, and in each copy of it one planted leak.

It runs before every publication. A search that was broken by a change finds nothing, and everything would seem well.
Nothing in it is left to chance, so it finds the same at every run.
"""

import gzip
import shutil
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generator.model.access import Reader
from generator.publish.expected import Expected, Sealing
from generator.publish.faults import Fault
from generator.publish.front import Front
from generator.publish.gates import faults_in
from generator.publish.hashes import fingerprints_in
from generator.publish.keys import Master, code_of
from generator.publish.leaks import Secrets
from generator.publish.pb1 import slots_of
from generator.publish.previous import BLOBS, MANIFEST, SLOTS
from generator.publish.sealed import Seal, seal_site
from generator.publish.tokens import folded_words, roll_of
from generator.publish.vault import Vault, vault_of

# Invented for this alone, and nobody's name.
NAME, ARABIC, ID, WORD = "Quintessa Ovodoruk", "قنطسة أوفودوروك", "q-00009999", "plantedcanaryword"
SECRET = sha256(b"a trial of the search").digest()
NOISE = b"".join(sha256(SECRET + bytes((number,))).digest() for number in range(24))
ON = date(2026, 11, 20)
READER, STRANGER = Reader(who=ID, version=1), Reader(who="q-00008888", version=1)
Judge: TypeAlias = Callable[[Path, Expected], Iterator[Fault]]
Plant: TypeAlias = Callable[[Path], Path]


def self_test(front: Front, judge: Judge = faults_in) -> Iterator[Fault]:
    """One fault for each planted leak that was not found, and one where a whole publication is not let through."""
    master = Master(secret=SECRET, test=False)
    vault = vault_of(master, ID, 1, (READER,))
    with TemporaryDirectory(prefix="pathbook-") as made:
        site = Path(made) / "site"
        published(site, front, master, vault)
        expected = expected_there(site, front, master, vault)
        if any(judge(site, expected)):
            yield Fault(file="a whole publication", kind="self-test")
        for said, plant in PLANTS.items():
            copy = Path(made) / "copy"
            shutil.copytree(site, copy)
            file = plant(copy / "s" / vault.folder).relative_to(copy).as_posix()
            found = {fault.file for fault in judge(copy, expected) if fault.kind in ("leak", "leak-in-name")}
            if file not in found:
                yield Fault(file=said, kind="self-test")
            shutil.rmtree(copy)


def published(site: Path, front: Front, master: Master, vault: Vault) -> None:
    """The smallest publication: one learner, one page."""
    for path, content in front.files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    seal = Seal(
        vault=vault,
        slots=slots_of(vault, master, (READER,)),
        codes=(code_of(master, READER),),
        theme=site / "_theme",
        base="/",
        front=front,
        languages=(),
        previous=None,
        release=1,
        on=ON,
    )
    with TemporaryDirectory(prefix="pathbook-") as plain:
        (Path(plain) / "index.html").write_text(f"<p>{NAME}, {ID}, {WORD}</p>", encoding="utf-8")
        seal_site(Path(plain), site / "s" / vault.folder, seal)


def expected_there(site: Path, front: Front, master: Master, vault: Vault) -> Expected:
    names = "".join(f"{' '.join(folded_words(name))}\t{ID}\n" for name in (NAME, ARABIC))
    return Expected(
        master=master,
        front=front,
        shared={path: each.sha256 for path, each in fingerprints_in(site) if not path.startswith("s/")},
        languages=(),
        sites={vault.folder: Sealing(vault=vault, readers=(READER,))},
        everybody=(READER, STRANGER),
        secrets=Secrets(roll=roll_of(f"\n{names}"), ids=frozenset((ID,)), words=frozenset((WORD,))),
    )


def behind(path: str, content: bytes) -> Plant:
    """Added to the end of a file."""

    def plant(folder: Path) -> Path:
        with (folder / path).open("ab") as file:
            file.write(b"\n" + content)
        return folder / path

    return plant


def in_place_of_a_blob(content: Callable[[], bytes]) -> Plant:
    def plant(folder: Path) -> Path:
        blob = min((folder / BLOBS).iterdir())
        blob.write_bytes(content())
        return blob

    return plant


def called(path: str) -> Plant:
    def plant(folder: Path) -> Path:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"")
        return folder / path

    return plant


def amid_noise(content: bytes) -> Callable[[], bytes]:
    return lambda: NOISE + bytes(2) + content + bytes(2) + NOISE


def in_png() -> bytes:
    told, kept = PngInfo(), BytesIO()
    told.add_text("Comment", NAME, zip=True)
    Image.new("L", (8, 8)).save(kept, "PNG", pnginfo=told)
    return kept.getvalue()


def in_pdf() -> bytes:
    """On a page, in a stream that is packed."""
    kept = BytesIO()
    with pikepdf.new() as paper:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page = paper.add_blank_page(page_size=(400, 100))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = paper.make_stream(f"BT /F1 12 Tf 10 50 Td ({NAME}) Tj ET".encode())
        paper.save(kept, compress_streams=True)
    return kept.getvalue()


RAW = NAME.encode()
PLANTS: Mapping[str, Plant] = {
    "a name in a page": behind("index.html", b"<!-- " + RAW + b" -->"),
    "a name in the worker": behind("sw.js", b"//" + RAW),
    "an id in a page": behind("about/index.html", f"<i>{ID}</i>".encode()),
    "a word in the slots": behind(SLOTS, WORD.encode()),
    "a name behind the manifest": behind(MANIFEST, RAW),
    "a page in place of a blob": in_place_of_a_blob(lambda: b"<p>with " + RAW + b"</p>"),
    "a name in Arabic": in_place_of_a_blob(amid_noise(ARABIC.encode())),
    "a name in UTF-16, little end first": in_place_of_a_blob(amid_noise(NAME.encode("utf-16-le"))),
    "a name in UTF-16, big end first": in_place_of_a_blob(amid_noise(NAME.encode("utf-16-be"))),
    "a name in hexadecimal": in_place_of_a_blob(amid_noise(RAW.hex().encode())),
    **{
        f"a name in base64, {before} bytes from the start": in_place_of_a_blob(
            amid_noise(b64encode(b"\0" * before + RAW))
        )
        for before in range(3)
    },
    "a name in gzip": in_place_of_a_blob(amid_noise(gzip.compress(RAW))),
    "a word in a zlib stream": in_place_of_a_blob(amid_noise(zlib.compress(WORD.encode()))),
    "a name in gzip in base64": in_place_of_a_blob(amid_noise(b64encode(gzip.compress(RAW)))),
    "a name in a PDF": in_place_of_a_blob(in_pdf),
    "a name in a PNG": in_place_of_a_blob(in_png),
    "a name as a file": called("_pb/b/quintessa-ovodoruk"),
    "a name as a folder": called("QuintessaOvodoruk/index.html"),
    "an id as a file": called(f"{ID}.html"),
}
