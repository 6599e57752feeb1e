"""What a learner takes along to the next school: their records, their papers, the standards these name; one zip file.

Of nobody else: another learner's id is not in it, and what redactions.yml names is not either. The same records give
the same bytes, and the package remembers (as check sums) which files it was made of, so that nothing is deleted later
that no package holds.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf

from generator.checked import CheckedSchool
from generator.drawing import written_on_paper
from generator.exporters.case import case_package, package_text
from generator.exporters.handover_readme import STANDS_IN, Package, readme_of
from generator.exporters.named_part import named_part
from generator.load.layout import LEARNER_ID, YAML_ENDINGS
from generator.load.people import people_for, strings_in
from generator.manifest import Order
from generator.model.joined import picture_of
from generator.model.redacted import without_redacted
from generator.packed import CONTENTS, STAFF, contents_of, files_of, with_sums
from generator.problem import ToolFailed
from generator.records.commons import LearnerRecords
from generator.records.framework import Framework
from generator.render.photos import bare
from generator.view.edition import editions_of
from generator.workshop import Workshop
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import rewritten

AN_ID = re.compile(rf"(?<![a-z0-9-]){LEARNER_ID.pattern}(?![0-9a-z-])")
PICTURES: Mapping[str, str] = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".heic": "HEIF",
    ".heif": "HEIF",
    ".avif": "AVIF",
}
LOSSY = ("JPEG", "WEBP", "HEIF", "AVIF")
README = "README.txt"
NEVER_ALONG = "redactions.yml"  # it would say what is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A package: each file's path in it, and what the school held when it was made.

    `held`: by path in the learner's folder, the check sum of a file as the school has it, or will have it once the
    learner has left; those too that were left out.
    """

    learner: str
    files: Mapping[str, bytes]
    held: Mapping[str, str]
    left_out: tuple[str, ...]  # paths in the learner's folder

    def count(self, folder: str) -> int:
        return sum(path.startswith(f"{folder}/") for path in self.files)


def handover_of(
    school: CheckedSchool, records: LearnerRecords, changed: Mapping[str, bytes], *, with_staff: bool
) -> Handover:
    """`changed`: files (relative to the root) as they will stand once the learner has left."""
    held = {path: changed.get(f"{records.folder}/{path}", raw) for path, raw in files_of(school.root, records.folder)}
    along = dict(records_along(held, records, school, with_staff=with_staff))
    named = strings_in(without_redacted(records))
    frameworks = tuple(framework for framework in school.commons.frameworks.values() if named_part(framework, named))
    files = {
        **along,
        **papers_of(school, records),
        **dict(frameworks_along(frameworks, named)),
    }
    others = others_of(school, records)
    people = {id_: each for id_, each in people_for(records, school.people).items() if id_ not in others}
    told = Package(
        learner=records.learner.learner,
        school=school.commons.school,
        on=school.on,
        people=people,
        paths=tuple(files),
        frameworks=frameworks,
    )
    sums = {path: sha256(raw).hexdigest() for path, raw in sorted(held.items())}
    files |= {README: readme_of(told).encode(), CONTENTS: contents_of(records.learner.learner, sums, school.on)}
    left_out = tuple(path for path in held if path_along(path) not in files)
    return Handover(learner=records.learner.learner, files=with_sums(files), held=sums, left_out=left_out)


def path_along(path: str) -> str:
    return path if path.startswith(f"{STAFF}/") else f"plan/{path}"


def records_along(
    held: Mapping[str, bytes], records: LearnerRecords, school: CheckedSchool, *, with_staff: bool
) -> Iterator[tuple[str, bytes]]:
    """The learner's own files: text without other learners, photos and papers without what cameras and programs add."""
    withheld, pieces = redacted_in(records)
    others = others_of(school, records)
    for path, raw in held.items():
        if path in withheld or path == NEVER_ALONG or (path.startswith(f"{STAFF}/") and not with_staff):
            continue
        if path.endswith(YAML_ENDINGS):
            text = alone(without_pieces(raw, path, pieces), others)
            if text is not None:
                yield path_along(path), text
        else:
            yield path_along(path), bare_file(path, raw)


def others_of(school: CheckedSchool, records: LearnerRecords) -> frozenset[str]:
    """The ids of all other learners."""
    return frozenset(folder.learner for folder in school.folders) - {records.learner.learner}


def redacted_in(records: LearnerRecords) -> tuple[frozenset[str], frozenset[str]]:
    """Paths that must not be shown again, and ids of pieces that must not."""
    stays = without_redacted(records)
    named = {each.file for each in records.redactions if each.file}
    shown = {f"evidence/{file.path}" for piece in stays.evidence for file in piece.files}
    of_redacted = {f"evidence/{file.path}" for piece in records.evidence for file in piece.files} - shown
    return frozenset(named | of_redacted), frozenset(each.evidence for each in records.redactions if each.evidence)


def without_pieces(raw: bytes, path: str, pieces: Collection[str]) -> bytes | None:
    """A file of evidence without some pieces; None: nothing is left in it."""
    value, _ = read(decode(raw, path)[0], path) if path.startswith("evidence/") else (None, ())
    sheet: Any = thawed(value)
    if not isinstance(sheet, dict) or not any(piece.get("id") in pieces for piece in sheet.get("evidence") or ()):
        return raw
    sheet["evidence"] = [piece for piece in sheet["evidence"] if piece.get("id") not in pieces]
    return rewritten(decode(raw, path)[0], sheet).text.encode() if sheet["evidence"] else None


def alone(raw: bytes | None, others: Collection[str]) -> bytes | None:
    """A text in which every other learner is the same nobody."""
    if raw is None:
        return None
    text = raw.decode("utf-8", "surrogateescape")
    made = AN_ID.sub(lambda found: STANDS_IN if found.group() in others else found.group(), text)
    return made.encode("utf-8", "surrogateescape")


def bare_file(path: str, raw: bytes) -> bytes:
    """A photo as its pixels, a PDF without its author; any other file as it was handed in."""
    suffix = Path(path).suffix.casefold()
    if suffix in PICTURES:
        return bare_picture(path, raw, PICTURES[suffix])
    return bare_pdf(raw) if suffix == ".pdf" else raw


def bare_picture(path: str, raw: bytes, kind: str) -> bytes:
    """In the kind that its name says, so that the records still lead to it."""
    made = BytesIO()
    picture = bare(raw, path)
    try:
        shown = picture.convert("RGB") if kind == "JPEG" else picture
        shown.save(made, format=kind, **({"quality": 92} if kind in LOSSY else {}))
    except (OSError, ValueError, KeyError, RuntimeError) as why:
        raise ToolFailed("photo", f"{path} cannot be written as {kind} here; save it as JPEG") from why
    return made.getvalue()


def bare_pdf(raw: bytes) -> bytes:
    """A PDF without the data about it; as it was where it cannot be taken apart (a password, a damage)."""
    made = BytesIO()
    try:
        with pikepdf.open(BytesIO(raw)) as pdf:
            if "/Metadata" in pdf.Root:
                del pdf.Root.Metadata
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            pdf.save(made, static_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return raw
    return made.getvalue()


def papers_of(school: CheckedSchool, records: LearnerRecords) -> dict[str, bytes]:
    """The plan as each home of the family reads it on the day, and once in the school's own language."""
    with TemporaryDirectory(prefix="pathbook-") as folder:
        shop = Workshop(order=Order(root=school.root, out=Path(folder)), school=school)
        people = people_for(records, school.people)
        picture = picture_of(without_redacted(records), school.commons, people, school.on, school.groundwork)
        into = Path(folder) / "papers"
        into.mkdir()
        editions = editions_of(picture, shop.words)
        own = school.commons.school.languages[0]
        if not any(edition.language == own for edition in editions):
            for_school = replace(picture, learner=replace(picture.learner, family=(), site_language=own))
            editions += tuple(each for each in editions_of(for_school, shop.words) if each.kind == "plan")
        written_on_paper(shop, editions, into)
        return {f"papers/{path.name}": path.read_bytes() for path in sorted(into.iterdir())}


def frameworks_along(frameworks: tuple[Framework, ...], named: Collection[str]) -> Iterator[tuple[str, bytes]]:
    parts = tuple(part for each in frameworks if (part := named_part(each, named)) is not None)
    for part in parts:
        yield f"frameworks/{part.id}.case.json", package_text(case_package(part, parts)).encode()
