"""Plain pages before they are sealed: what must be found wherever it stands, and what only looks alike."""

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generator.check.case import NameIndex
from generator.check.names import folded, index_of
from generator.load.learner_folders import LearnerFolder
from generator.load.withheld import NOTHING_WITHHELD, texts_withheld, withheld_of
from generator.problem import Place
from generator.publish.scan import Finding, as_problem, found_in_plain, kept_from_home, sought_for
from generator.publish.tokens import folded_words, ids_in
from generator.records.school import Person
from tests.history import begun, committed, write

ME, OTHER, SISTER, ARABIC, CHINESE, LONG = "s-0001", "s-0002", "s-0003", "s-0004", "s-0005", "s-0006"
NAMES = {
    ME: {"en": "Robin Example"},
    OTHER: {"en": "Quilla O'Marra-Vesk"},
    SISTER: {"en": "Wren Example"},
    ARABIC: {"en": "Bilal Salama", "ar": "بلال سلامة"},
    CHINESE: {"zh": "欧阳测试"},
    LONG: {"es": "María Ñuñoz de la Prueba"},
    "s-0007": {"en": "Robin Example"},
    "s-0008": {"en": "Tamsin O’Quill"},
}
TEAM = (Person(name={"en": "Tamsin O'Quill"}, given={"en": "Tamsin"}, roles=("teacher",), place=Place("people.yml")),)
HOUSEHOLD = {ME: "home-1", SISTER: "home-1"}
NOTE = "Ask the nurse before any trip, because the plan of June was not signed by both homes."


def index() -> NameIndex:
    people = (
        (id_, Person(name=name, given={}, roles=("learner",), place=Place("people.yml"))) for id_, name in NAMES.items()
    )
    return index_of(people, (), tuple(NAMES), HOUSEHOLD)


def found(folder: Path, files: Mapping[str, bytes], staff: tuple[str, ...] = ()) -> list[tuple[str, str, str | None]]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return [(each.file, each.kind, each.other) for each in found_in_plain(folder, sought_for(ME, index(), staff, TEAM))]


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>Home</title></head><body>{body}</body></html>".encode()


def picture(kind: str, **extra: object) -> bytes:
    kept = BytesIO()
    Image.effect_noise((64, 64), 90).convert("RGB").save(kept, kind, **extra)
    return kept.getvalue()


def png(key: str, *, packed: bool, after: bool = False) -> bytes:
    told = PngInfo()
    (told.add_itxt if packed else told.add_text)(key, "Quilla O'Marra-Vesk", zip=packed)
    return picture("PNG", pnginfo=told)


def exif(words: str) -> bytes:
    made = Image.Exif()
    made[0x010E] = words  # ImageDescription
    return made.tobytes()


def paper(**told: str) -> bytes:
    kept = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        if "title" in told:
            made.docinfo["/Title"] = told["title"]
        if "alt" in told:
            made.Root.StructTreeRoot = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=told["alt"]))
        if "attached" in told:
            made.attachments["notes.txt"] = told["attached"].encode()
        if "metadata" in told:
            with made.open_metadata() as metadata:
                metadata["dc:description"] = told["metadata"]
        made.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return kept.getvalue()


def drawn(words: str, direction: str = "ltr") -> bytes:
    import weasyprint

    kept: bytes = weasyprint.HTML(
        string=f"<style>@page{{size:60mm 80mm}}p{{hyphens:manual;direction:{direction}}}</style><p>{words}</p>"
    ).write_pdf()
    return kept


LEAKS: list[tuple[str, Callable[[], bytes], str, str, str]] = [
    ("a/index.html", lambda: page("with s-0002 today"), "other-id", OTHER, "an id in a sentence"),
    ("a/index.html", lambda: page('<a href="/s/S-0002/">x</a>'), "other-id", OTHER, "an id in an address"),
    ("evidence/s-0002-photo.txt", lambda: b"", "other-id", OTHER, "an id in the name of a file"),
    ("a/index.html", lambda: page("Quilla O’Marra-Vesk"), "other-name", OTHER, "a typographic apostrophe"),
    ("a/index.html", lambda: page("QUILLA\n  OMARRA VESK'S"), "other-name", OTHER, "line break, capitals, possessive"),
    ("a/index.html", lambda: page("Quil&shy;la O&#39;Marra-Vesk"), "other-name", OTHER, "soft hyphen and entity"),
    ("a/index.html", lambda: page("<b>Qu</b>illa <i>O'Marra</i>-Vesk"), "other-name", OTHER, "tags inside words"),
    ("a/index.html", lambda: page("<li>Quilla</li>\n<li>O'Marra</li>\n<li>Vesk</li>"), "other-name", OTHER, "blocks"),
    ("a/index.html", lambda: page("<span>Quilla</span><span>O'Marra Vesk</span>"), "other-name", OTHER, "no space"),
    ("a/index.html", lambda: page('<img alt="Quilla O&apos;Marra-Vesk">'), "other-name", OTHER, "an attribute"),
    ("a/index.html", lambda: page('<a href="?q=Quilla%20O%27Marra%20Vesk">x</a>'), "other-name", OTHER, "an address"),
    ("a/index.html", lambda: page("<!-- Quilla O'Marra-Vesk -->"), "other-name", OTHER, "a comment"),
    ("a/index.html", lambda: page("Maria Nunoz de la Prueba"), "other-name", LONG, "without its accents"),
    ("a/index.html", lambda: page("s-0007"), "other-id", "s-0007", "of somebody called alike: an id is nobody else's"),
    ("a/index.html", lambda: page("رأيت بِلال سَلامة"), "other-name", ARABIC, "with marks of vowels"),
    ("a/index.html", lambda: page("我和欧阳测试一起"), "other-name", CHINESE, "no spaces between words"),
    (
        "search/search_index.json",
        lambda: json.dumps({"docs": [{"text": "by Quilla <em>O'Marra-Vesk</em>"}]}).encode(),
        "other-name",
        OTHER,
        "the search index",
    ),
    ("search/search_index.json", lambda: json.dumps({"a": "بلال سلامة"}).encode(), "other-name", ARABIC, "escaped"),
    ("chart.svg", lambda: b"<svg><text>Quilla</text>\n<text>O'Marra Vesk</text></svg>", "other-name", OTHER, "drawn"),
    ("quilla-omarra-vesk.txt", lambda: b"", "other-name", OTHER, "a name of a file, with hyphens"),
    ("BilalSalama.txt", lambda: b"", "other-name", ARABIC, "a name of a file, written together"),
    ("a.png", lambda: png("Title", packed=False), "other-name", OTHER, "text of a PNG"),
    ("a.png", lambda: png("Comment", packed=True), "other-name", OTHER, "packed text of a PNG"),
    ("a.png", lambda: picture("PNG") + b"Quilla O'Marra-Vesk", "other-name", OTHER, "behind the end of a PNG"),
    ("a.jpg", lambda: picture("JPEG", exif=exif("Bilal Salama")), "other-name", ARABIC, "EXIF of a JPEG"),
    ("a.jpg", lambda: picture("JPEG", comment=b"Bilal Salama"), "other-name", ARABIC, "a remark in a JPEG"),
    ("a.jpg", lambda: picture("JPEG") + b"Bilal Salama", "other-name", ARABIC, "behind the end of a JPEG"),
    ("a.webp", lambda: picture("WEBP", exif=exif("Bilal Salama")), "other-name", ARABIC, "EXIF of a WebP"),
    ("a.webp", lambda: picture("WEBP", xmp="<x>بلال سلامة</x>".encode()), "other-name", ARABIC, "XMP of a WebP"),
    ("a.mp3", lambda: b"ID3\x03TPE1\x01\xff\xfe" + "Bilal Salama".encode("utf-16-le"), "other-name", ARABIC, "ID3"),
    (
        "a.mp3",
        lambda: b"ID3\x03TPE1\x01\xff\xfe" + "بلال سلامة".encode("utf-16-le"),
        "other-name",
        ARABIC,
        "ID3, Arabic",
    ),
    ("a.pdf", lambda: paper(title="Quilla O'Marra-Vesk"), "other-name", OTHER, "title of a PDF"),
    ("a.pdf", lambda: paper(title="بلال سلامة"), "other-name", ARABIC, "title of a PDF, in UTF-16"),
    ("a.pdf", lambda: paper(alt="Bilal (Salama)"), "other-name", ARABIC, "alternative text, escaped"),
    ("a.pdf", lambda: paper(attached="s-0002"), "other-id", OTHER, "a file inside a PDF"),
    ("a.pdf", lambda: paper(metadata="Bilal Salama"), "other-name", ARABIC, "metadata of a PDF"),
    ("a.pdf", lambda: drawn("A walk with Quilla O'Marra-Vesk"), "other-name", OTHER, "a page of a PDF"),
    ("a.pdf", lambda: drawn("A walk with Bi&shy;lal Sala&shy;ma " * 9), "other-name", ARABIC, "broken over lines"),
    ("a.pdf", lambda: drawn("ذهبت مع بلال سلامة", "rtl"), "other-name", ARABIC, "ligatures come out turned around"),
    ("a.pdf", lambda: drawn("ذهبت مع Bilal Salama اليوم", "rtl"), "other-name", ARABIC, "turned around among Arabic"),
    ("a/index.html", lambda: page(NOTE), "staff-words", None, "a note for staff"),  # type: ignore[list-item]
    (
        "a/index.html",
        lambda: page("… because the <b>plan</b> of June was not signed by …"),
        "staff-words",
        None,
        "eight words of it",
    ),  # type: ignore[list-item]
    ("a.pdf", lambda: drawn(NOTE), "staff-words", None, "on paper"),  # type: ignore[list-item]
    ("a/index.html", lambda: page("see IEP-2291-B"), "staff-words", None, "a reference"),  # type: ignore[list-item]
]


@pytest.mark.parametrize(("name", "content", "kind", "other", "because"), LEAKS, ids=[leak[-1] for leak in LEAKS])
def test_what_is_not_for_readers_is_found(
    tmp_path: Path, name: str, content: Callable[[], bytes], kind: str, other: str | None, because: str
) -> None:
    harmless = {"index.html": page("Hello Robin Example, s-0001"), "404.html": page("Nothing here")}
    assert found(tmp_path, {**harmless, name: content()}, (NOTE, "IEP-2291-B")) == [(name, kind, other)], because


HARMLESS: list[tuple[str, bytes, str]] = [
    ("index.html", page("Robin Example (s-0001)"), "oneself"),
    ("index.html", page("Wren Example and s-0003"), "of the same household"),
    ("RobinExample.html", page("Robin Example"), "oneself, though another is called so too"),
    ("index.html", page("Tamsin O'Quill"), "a teacher of the learner, though a learner is called so too"),
    ("index.html", page("Quilla and Bilal; O'Marra"), "given names and family names alone"),
    ("index.html", page("Quilla</p><p>walked with O'Marra Vesk"), "other words between"),
    ("index.html", page("class-0002, 7s-0002, s-00021, as-0002, s-0002b, s-9999"), "look like ids, and are none"),
    ("index.html", page("photos-2026-11-20, rs-0002-11-20"), "a day"),
    ("chart.svg", b'<svg><path d="M0 0l5 5 s-0002 9-7"/></svg>', "a curve"),
    ("index.html", page("sha256-Xs-0002q"), "a digest"),
    (
        "index.html",
        page("Ask the nurse. The plan was signed by both homes of June."),
        "the same words, other sentences",
    ),
    ("index.html", page("reading aloud"), "an area of support is a school's word"),
]


@pytest.mark.parametrize(("name", "content", "because"), HARMLESS, ids=[each[-1] for each in HARMLESS])
def test_what_only_looks_alike_is_let_through(tmp_path: Path, name: str, content: bytes, because: str) -> None:
    assert found(tmp_path, {name: content}, (NOTE, "reading aloud", "2", "t-0001")) == [], because


def test_a_name_between_two_files_is_none(tmp_path: Path) -> None:
    assert found(tmp_path, {"a.html": b"Quilla", "b.html": b"O'Marra Vesk"}) == []


def test_a_name_is_found_where_only_the_order_of_lines_is_new(tmp_path: Path) -> None:
    lines = ["Quilla", "<b>", "O'Marra", "</b>", "Vesk"]
    pages = {f"{at}.html": "\n".join((one, "-", two)).encode() for at, (one, two) in enumerate(pairwise(lines))}
    assert found(tmp_path, {**pages, "z.html": "\n".join(lines).encode()}) == [("z.html", "other-name", OTHER)]


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b""], ids=["broken", "empty"])
def test_a_paper_that_cannot_be_looked_into_is_told(tmp_path: Path, content: bytes) -> None:
    assert found(tmp_path, {"a.pdf": content}) == [("a.pdf", "unreadable", None)]


def test_a_locked_paper_is_told(tmp_path: Path) -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(paper())) as made:
        made.save(locked, encryption=pikepdf.Encryption(user="a", owner="b"))
    assert found(tmp_path, {"a.pdf": locked.getvalue()}) == [("a.pdf", "unreadable", None)]


def test_a_finding_tells_an_id_and_never_a_name() -> None:
    said = as_problem(Finding(file="a.html", kind="other-name", other=OTHER), "plans/s-0001")
    assert said.message == "a.html of the site holds the full name of another learner (s-0002)"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_words_are_those_that_check_knows(text: str) -> None:
    """What `check` finds in a plan is found on a page too: hyphens and signs nobody sees aside."""
    from generator.publish.tokens import UNSEEN

    seen = UNSEEN.sub("", text.replace("-", " "))
    alike = [word.replace("'", "") for word in folded(seen) if word.replace("'", "")]
    assert "".join(folded_words(seen)).replace("\x1f", "") == "".join(alike)


@given(st.text("s-02Sd \n.", max_size=40))
def test_ids_are_whole(text: str) -> None:
    for id_ in ids_in(text):
        assert id_ in text.lower()


def school_with_a_past(root: Path) -> LearnerFolder:
    write(root, "plans/s-0001/learner.yml", "learner: s-0001\nstage: secondary\n")
    write(root, "plans/s-0001/staff/notes.yml", f"notes:\n  - {{on: 2026-10-01, by: t-0001, text: {NOTE!r}}}\n")
    write(
        root,
        "plans/s-0001/evidence/2026-10-02-trip.yml",
        "evidence:\n  - {id: trip, title: A trip to the harbour with the class of another child}\n"
        "  - {id: kept, title: A piece that nobody took away from the plan again}\n",
    )
    begun(root, "2026-10-01")
    (root / "plans/s-0001/staff/notes.yml").unlink()
    write(
        root,
        "plans/s-0001/evidence/2026-10-02-trip.yml",
        "evidence:\n  - {id: kept, title: A piece that nobody took away from the plan again}\n",
    )
    write(
        root,
        "plans/s-0001/redactions.yml",
        "redactions:\n  - {evidence: trip, by: t-0001, on: 2026-10-03, reason_code: other-child}\n",
    )
    write(root, "plans/s-0001/staff/later.yml", "seen:\n  - {reason: We looked at it together with the counselor.}\n")
    committed(root, "2026-10-03")
    return LearnerFolder(learner="s-0001")


def test_what_git_still_holds_must_not_come_back(tmp_path: Path) -> None:
    folder = school_with_a_past(tmp_path)
    past = withheld_of(tmp_path, (folder,))
    today, earlier = texts_withheld(tmp_path, folder, past["s-0001"])
    assert "We looked at it together with the counselor." in today
    assert {NOTE, "A trip to the harbour with the class of another child"} <= set(earlier)
    assert "A piece that nobody took away from the plan again" not in earlier


def test_a_job_is_handed_its_own_past_only(tmp_path: Path) -> None:
    folder = school_with_a_past(tmp_path)
    write(tmp_path, "plans/s-0002/learner.yml", "learner: s-0002\nstage: secondary\n")
    committed(tmp_path)
    assert set(withheld_of(tmp_path, (folder, LearnerFolder(learner="s-0002")))) == {"s-0001"}


def test_without_git_nothing_is_known_of_the_past(tmp_path: Path) -> None:
    write(tmp_path, "plans/s-0001/staff/notes.yml", "notes: []\n")
    assert withheld_of(tmp_path, (LearnerFolder(learner="s-0001"),)) == {}
    assert texts_withheld(tmp_path, LearnerFolder(learner="s-0001"), NOTHING_WITHHELD) == ((), ())


def test_what_once_was_for_staff_may_be_said_at_home_when_somebody_wrote_it_there() -> None:
    home = "We agreed on it. Ask the nurse before any trip, because the plan of June was not signed by both homes!"
    assert kept_from_home((), (NOTE, "Never said."), (home,)) == ("Never said",)
    assert kept_from_home((NOTE,), (), (home,)) == (NOTE,)
