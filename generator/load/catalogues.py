"""The interface's words in one language, from gettext catalogues: words/<language>.po in a school's folder and in ours.

A catalogue may hold a few words only: what it leaves open is said by the next one (a region's, the language's; the
school's own, ours), and last in English. A translation that would break a page is left out, and told by `check`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from generator.locales import locale_of
from generator.problem import Place, Problem
from generator.words import StageWords, Words

ENGLISH = "en"  # what every message is written in
REVIEW = re.compile(r'^"X-Review:\s*(.+?)\s*\\n"', re.MULTILINE | re.IGNORECASE)
AT_ITS_LINE = re.compile(r" on \d+$")  # Babel counts lines from 0
OWN_NAME = re.compile(r'^"X-Language-Name:\s*(.+?)\s*\\n"', re.MULTILINE | re.IGNORECASE)


def words_for(language: str, base_language: str, folders: tuple[Path, ...]) -> Words:
    """The words of a language, from the folders' catalogues, the first before the next.

    A language without any is said in the school's own, and in English where that has none either.
    """
    instead = _instead(language, base_language, folders)
    files = _files(instead or language, folders)
    return _words(language, base_language, instead, tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=32)
def _words(language: str, base_language: str, instead: str | None, stamped: tuple[tuple[Path, int], ...]) -> Words:
    """Read once a process, and again when somebody has written into one of the files."""
    files = tuple(file for file, _ in stamped)
    catalogues = [catalogue for file in files if (catalogue := _catalogue(file)) is not None] or [Catalog()]
    said = [_sound(catalogue) for catalogue in catalogues if catalogue.num_plurals == catalogues[0].num_plurals]
    everybody = _said_to(None, said)
    return Words(
        language=language,
        base_language=base_language,
        locale=locale_of(instead or language),
        messages=everybody.messages,
        plurals=everybody.plurals,
        plural_form=c2py(catalogues[0].plural_expr),
        stages={
            stage: _said_to(stage, said) for stage in {one.context for each in said for one in each if one.context}
        },
        unreviewed=(_first(files, REVIEW) or "").lower() == "needed",
        instead=instead,
        called=None if instead else _first(files, OWN_NAME),
    )


def languages_with_catalogue(folders: tuple[Path, ...]) -> frozenset[str]:
    """The languages somebody has made a catalogue of; English needs none."""
    return frozenset({ENGLISH, *(file.stem for folder in folders for file in (folder / "words").glob("*.po"))})


def problems_of_catalogues(folder: Path) -> tuple[Problem, ...]:
    """What is wrong in the catalogues of a school's own folder of templates."""
    files = sorted((folder / "words").glob("*.po"))
    return tuple(problem for file in files for problem in _problems(file, f"{folder.name}/words/{file.name}"))


def _problems(file: Path, name: str) -> Iterator[Problem]:
    try:
        catalogue = _read(file)
    except (PoFileError, ValueError) as failed:
        line = getattr(failed, "lineno", 0) or 0
        hint = "nothing of this file is used until it is mended; a translator's program such as Poedit shows where"
        why = AT_ITS_LINE.sub("", str(failed))
        yield Problem(Place(name, line + 1), "catalogue-unreadable", f"this is no catalogue: {why}", hint=hint)
        return
    for message in catalogue:
        for form in filter(None, _forms(message) if message.id else ()):
            if not _fits(form, message):
                said = f"the translation {form!r} must hold exactly what stands in braces in {_singular(message)!r}"
                hint = "copy what stands in braces as it is; until then this is said in English"
                place = Place(name, message.lineno or 1)
                yield Problem(place, "catalogue-braces", said, hint=hint, severity="warning")


def _instead(language: str, base_language: str, folders: tuple[Path, ...]) -> str | None:
    """The language that speaks for one that has no catalogue; None: it speaks for itself."""
    if language.partition("-")[0] == ENGLISH or _files(language, folders):
        return None
    return base_language if _files(base_language, folders) else ENGLISH


def _files(language: str, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """The catalogues of a language, the nearest first: of the region before the language, the school's before ours."""
    tags = dict.fromkeys((language, language.partition("-")[0]))
    files = (folder / "words" / f"{tag}.po" for tag in tags for folder in folders)
    return tuple(file for file in files if file.is_file())


def _catalogue(file: Path) -> Catalog | None:
    """None: it cannot be read."""
    try:
        return _read(file)
    except (PoFileError, ValueError):
        return None


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=file.stem.replace("-", "_"), abort_invalid=True)
    c2py(catalogue.plural_expr)  # a rule for plurals that is none
    return catalogue


def _sound(catalogue: Catalog) -> tuple[Message, ...]:
    """The messages that are translated, and whose every form fits."""
    messages = (message for message in catalogue if message.id)
    return tuple(one for one in messages if all(_forms(one)) and all(_fits(form, one) for form in _forms(one)))


def _said_to(stage: str | None, catalogues: list[tuple[Message, ...]]) -> StageWords:
    """The messages of one `msgctxt`, the first catalogue's before the next; None: of those that everybody is told."""
    own = tuple(one for each in reversed(catalogues) for one in each if (one.context or None) == stage)
    return StageWords(
        messages={_singular(message): _forms(message)[0] for message in own if not message.pluralizable},
        plurals={_singular(message): _forms(message) for message in own if message.pluralizable},
    )


def _fits(form: str, message: Message) -> bool:
    """Whether a translation asks for no value but the message's own, and for all; a plural may leave out its number."""
    try:
        wanted, found = _placeholders(_singular(message) + _plural(message)), _placeholders(form)
    except ValueError:  # a brace that is not closed
        return False
    return found <= wanted and (wanted - found <= {"n"} if message.pluralizable else wanted == found)


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _singular(message: Message) -> str:
    return str(message.id[0]) if message.pluralizable else str(message.id)


def _plural(message: Message) -> str:
    return str(message.id[1]) if message.pluralizable else ""


def _forms(message: Message) -> tuple[str, ...]:
    """The translation, or one for each plural form; an empty one says that it is still missing."""
    said = message.string
    if message.fuzzy or said is None:
        return ("",)
    return (said,) if isinstance(said, str) else tuple(said)


def _first(files: tuple[Path, ...], wanted: re.Pattern[str]) -> str | None:
    """What the head of the nearest catalogue says in a line that Babel drops; None: no such line in any."""
    found = (wanted.search(file.read_text("utf-8", "replace")) for file in files)
    return next((line[1] for line in found if line), None)
