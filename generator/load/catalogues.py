"""The interface's words in one language, from gettext catalogues."""

from functools import lru_cache
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from generator.words import Words


@lru_cache(maxsize=32)
def words_for(language: str, base_language: str, folders: tuple[Path, ...]) -> Words:
    """The words of a language; the first of the folders that has words/<language>.po gives them.

    A language without a catalogue, and a message without a translation, is said in English. Read once a process.
    """
    catalogue = _catalogue(language, folders)
    said = tuple(message for message in catalogue if message.id and all(_forms(message)))
    return Words(
        language=language,
        base_language=base_language,
        locale=_locale(language),
        messages={str(message.id): _forms(message)[0] for message in said if not message.pluralizable},
        plurals={message.id[0]: _forms(message) for message in said if message.pluralizable},
        plural_form=c2py(catalogue.plural_expr),
    )


def _forms(message: Message) -> tuple[str, ...]:
    """The translation, or one for each plural form; an empty one says that it is still missing."""
    said = message.string
    if message.fuzzy or said is None:
        return ("",)
    return (said,) if isinstance(said, str) else tuple(said)


def _catalogue(language: str, folders: tuple[Path, ...]) -> Catalog:
    for tag in (language, language.partition("-")[0]):
        for folder in folders:
            file = folder / "words" / f"{tag}.po"
            if file.is_file():
                with file.open("rb") as opened:
                    return read_po(opened, locale=tag.replace("-", "_"), abort_invalid=True)
    return Catalog()


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        # A language Babel does not know still gets its own words; numbers and days are written as in English.
        return Locale("en")
