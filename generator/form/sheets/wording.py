"""The words of a form: the schemas' own titles and descriptions, and others where a form needs other ones.

Who writes a file needs to know how an id is typed; who fills in a form picks a name. All of them are messages that
translators get (`messages`), beside those of the code and the templates.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.form.sheets.helps import HELPS
from generator.form.sheets.labels import ADD
from generator.form.sheets.schema_tree import Node, nodes_of
from generator.form.sheets.sections import SHEETS
from generator.view.revisions.choice_words import CHOICES, CHOICES_AT
from generator.view.revisions.fields.table import FIELDS
from generator.words import Words


def label_of(node: Node) -> str:
    return FIELDS[node.path].label


def help_of(node: Node) -> str:
    """What is said about a field; empty where its label is enough."""
    return HELPS[node.path] if node.path in HELPS else str(node.schema["description"])


def choice_of(path: str, value: str) -> str:
    return CHOICES_AT.get(f"{path}.{value}") or CHOICES[value]


def messages() -> frozenset[str]:
    """All of them, for translators and for the test that the catalogues hold them."""
    nodes = tuple(node for kind in SHEETS for node in nodes_of(kind))
    titles = (part.title for sheets in SHEETS.values() for sheet in sheets for part in sheet.parts if part.title)
    return frozenset(
        (
            *(label_of(node) for node in nodes),
            *filter(None, map(help_of, nodes)),
            *(message for node in nodes for message in choice_messages(node)),
            *(sheet.title for sheets in SHEETS.values() for sheet in sheets),
            *titles,
            *ADD.values(),
            *(CHOICES[yes_no] for yes_no in ("true", "false")),
        )
    )


def choice_messages(node: Node) -> Iterator[str]:
    yield from (choice_of(node.path, value) for value in node.choices)


def said(words: Words, message: str) -> str:
    """A message of the schemas in a language: it holds no values, and may hold braces that are meant."""
    return words.messages.get(message, message)


def noted(words: Words, message: str) -> str | None:
    return said(words, message) if message else None


def examples_of(schema: Mapping[str, Any]) -> str | None:
    """The first example, where it is a word or two."""
    first = next(iter(schema.get("examples", ())), None)
    return str(first) if isinstance(first, str | int | float) and not isinstance(first, bool) else None
