"""People’s words on their way into a sentence: in the best language there is, set apart from the words around them."""

from collections.abc import Mapping

from generator.records.revision import Value
from generator.records.text import Text, Version
from generator.view.page import RichText
from generator.view.revisions.sentence import Part, Parts, woven
from generator.view.revisions.telling import Telling
from generator.view.said import STUDENT
from generator.words import OWN_COMMA


def comma(telling: Telling) -> str:
    return OWN_COMMA.get(telling.words.locale.language, ", ")


def quoted(part: Part, telling: Telling) -> Parts:
    return woven(telling.words, "“{text}”", text=part)


def rich(value: Value, telling: Telling) -> RichText:
    return rich_text(text_of(value), telling)


def text_of(value: Value) -> Text:
    """A text as it stands in a file, in one language or several; one without any says nothing."""
    if isinstance(value, Mapping) and value:
        return Text({str(tag): Version(text=words_of(version)) for tag, version in value.items()})
    return Text.plain("" if isinstance(value, Mapping) else str(value))


def words_of(version: Value) -> str:
    return str(version.get("text", "") if isinstance(version, Mapping) else version)


def rich_text(text: Text, telling: Telling, *, framework: str | None = None) -> RichText:
    """People's words for this reader; `framework`: whose words they are, else the learner's own are looked for."""
    home = telling.commons.frameworks.get(framework or "")
    if home is not None and home.language is not None and "" in text.versions:
        text = Text({(tag or home.language): version for tag, version in text.versions.items()})
    said = telling.words.text(text)
    return RichText(
        text=said.text.replace(STUDENT, given_name(said.language, telling)),
        language=said.language if said.foreign else None,
        direction=said.direction if said.foreign else None,
        mathematics=framework is not None,
    )


def given_name(language: str, telling: Telling) -> str:
    person = telling.people.get(telling.file.learner or "")
    if person is None:
        return telling.words.say("the student")
    names = person.given
    return names.get(language) or names.get(telling.words.base_language) or next(iter(names.values()))
