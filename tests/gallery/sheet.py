"""The sheet of the gallery: one HTML file beside its pictures. It opens from a disk, and filters without a script."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined

SITUATIONS = {
    "s-0001": "Grade 4. A site in English and Arabic, one home that reads Arabic; a gap in the translations.",
    "s-0003": "Grade 4. A site in Spanish or English, two homes: letter, and A4 in large print; an interpreter.",
    "s-0005": "Grade 4. Has just begun: nothing is shown yet.",
    "s-0013": "High school. Many goals and two pathways.",
    "e-0001": "An educator with a plan of her own, in English and Spanish.",
}
WORDS_OF_DEVICES = {"desk": "1280 pixels", "phone": "360 pixels", "dark": "1280 pixels, dark", "paper": "Paper"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`file` is relative to the sheet, `what` the page's path in the site or the document's name; sizes in pixels."""

    file: str
    learner: str
    what: str
    title: str
    language: str
    device: str
    width: int
    height: int


def sheet(pictures: tuple[Picture, ...], day: str) -> str:
    """Learner by learner, page by page; beside each other what is the same page in another language."""
    devices = tuple(WORDS_OF_DEVICES)
    ordered = sorted(pictures, key=lambda each: (each.learner, each.device == "paper", order_of(each, pictures)))
    learners = [
        (learner, [(what, rows_of([*alike])) for what, alike in groupby(of_learner, key=lambda each: each.what)])
        for learner, of_learner in groupby(ordered, key=lambda each: each.learner)
    ]
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return templates.get_template("sheet.html.j2").render(
        day=day,
        learners=learners,
        situations=SITUATIONS,
        devices=[(device, WORDS_OF_DEVICES[device]) for device in devices],
        languages=[(each, name_of(each)) for each in dict.fromkeys(picture.language for picture in pictures)],
        name_of=name_of,
        words_of=WORDS_OF_DEVICES,
    )


def rows_of(pictures: list[Picture]) -> list[tuple[str, list[Picture]]]:
    """The pictures of one page, device by device."""
    return [(device, [*alike]) for device, alike in groupby(pictures, key=lambda each: each.device)]


def order_of(picture: Picture, pictures: tuple[Picture, ...]) -> tuple[int, int, int]:
    """Pages as the site has them; then one device after the other, the languages beside each other."""
    same = [each for each in pictures if each.learner == picture.learner]
    whats = [*dict.fromkeys(each.what for each in same)]
    languages = [*dict.fromkeys(each.language for each in same)]
    return whats.index(picture.what), [*WORDS_OF_DEVICES].index(picture.device), languages.index(picture.language)


def name_of(language: str) -> str:
    return Locale.parse(language, sep="-").english_name or language
