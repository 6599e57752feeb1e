"""The interface's words in one language, from gettext catalogues."""

import re
from functools import lru_cache
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from generator.words import StageWords, Words

AWAITS_REVIEW = re.compile(r'^"X-Review:\s*needed\s*\\n"', re.MULTILINE | re.IGNORECASE)


@lru_cache(maxsize=32)
def words_for(language: str, base_language: str, folders: tuple[Path, ...]) -> Words:
    """The words of a language; the first of the folders that has words/<language>.po gives them.

    A language without a catalogue, and a message without a translation, is said in English. Read once a process.
    """
    file = _file(language, folders)
    catalogue = _catalogue(file) if file else Catalog()
    said = tuple(message for message in catalogue if message.id and all(_forms(message)))
    everybody = _said_to(None, said)
    return Words(
        language=language,
        base_language=base_language,
        locale=_locale(language),
        messages=everybody.messages,
        plurals=everybody.plurals,
        plural_form=c2py(catalogue.plural_expr),
        stages={stage: _said_to(stage, said) for stage in {message.context for message in said if message.context}},
        unreviewed=file is not None and _awaits_review(file),
        has_catalogue=file is not None,
    )


def _said_to(stage: str | None, said: tuple[Message, ...]) -> StageWords:
    """The messages of one `msgctxt`; None: of those without any, which everybody is told."""
    own = tuple(message for message in said if (message.context or None) == stage)
    return StageWords(
        messages={str(message.id): _forms(message)[0] for message in own if not message.pluralizable},
        plurals={message.id[0]: _forms(message) for message in own if message.pluralizable},
    )


def _awaits_review(file: Path) -> bool:
    """Whether the header says `X-Review: needed`; a reviewer writes the day of the review there instead."""
    # Babel keeps the headers it knows and drops this one.
    return AWAITS_REVIEW.search(file.read_text("utf-8")) is not None


def _forms(message: Message) -> tuple[str, ...]:
    """The translation, or one for each plural form; an empty one says that it is still missing."""
    said = message.string
    if message.fuzzy or said is None:
        return ("",)
    return (said,) if isinstance(said, str) else tuple(said)


def _file(language: str, folders: tuple[Path, ...]) -> Path | None:
    """The catalogue of the language, or of the language without its region; None: nobody has made one."""
    names = (f"{tag}.po" for tag in (language, language.partition("-")[0]))
    files = (folder / "words" / name for name in names for folder in folders)
    return next((file for file in files if file.is_file()), None)


def _catalogue(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=file.stem.replace("-", "_"), abort_invalid=True)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        # A language Babel does not know still gets its own words; numbers and days are written as in English.
        return Locale("en")
