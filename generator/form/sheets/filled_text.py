"""A text that came back from a form: in one language or several, and which translation is behind from now on.

When the original is changed and a translation is not, the translation keeps the code of the words it was made from;
one that has none gets the code of the words that stood there, so that it is told as behind and not taken for current.
Whoever types a translation made it of the words that stand there now.
"""

from collections.abc import Mapping
from typing import Any

from generator.form.sheets.versions import base_of, made_from, spread, words_of
from generator.translated import code_of
from generator.yamltext.read import Value

NOW = "now"  # what a form sends as `of` of a translation that somebody says still fits


def text_filled(old: Value, sent: Any, own: str) -> Any:
    """What the file is to hold; nothing where no words are left in any language."""
    if sent is None:
        return None
    before, after = spread(old, own), spread(sent, own)
    said = {tag: as_it_was(text_in(before, tag), words_of(version)) for tag, version in after.items()}
    said = {tag: text for tag, text in said.items() if text.strip()}
    if not said:
        return as_it_was(old, "") if isinstance(old, str) and not old.strip() else None
    base = first_of(before, said, own)
    made = {tag: version_filled(tag, base, before, after, said) for tag in ordered(before, said)}
    return made[own] if old_is_plain(old) and set(made) == {own} else made


def old_is_plain(old: Value) -> bool:
    return not isinstance(old, Mapping)


def first_of(before: Mapping[str, Any], said: Mapping[str, str], own: str) -> str:
    """The language of the original: as before, as long as something stands there in it."""
    base = base_of({tag: version for tag, version in before.items() if tag in said}, own)
    return base if base in said else base_of(said, own)


def ordered(before: Mapping[str, Any], said: Mapping[str, str]) -> tuple[str, ...]:
    return (*(tag for tag in before if tag in said), *(tag for tag in said if tag not in before))


def version_filled(
    tag: str, base: str, before: Mapping[str, Any], after: Mapping[str, Any], said: Mapping[str, str]
) -> Any:
    """One language of the text."""
    old, text = before.get(tag), said[tag]
    changed = old is None or words_of(old) != text
    if tag == base:
        if not changed:
            return old
        return {**old, "text": text} if isinstance(old, Mapping) else text
    if changed:
        return {"text": text, "by": "human", "of": code_of(said[base])}
    if made_from(after.get(tag)) == NOW:
        return {**facts_of(old), "of": code_of(said[base])}
    was = words_of(before.get(base))
    if made_from(old) or not was or code_of(was) == code_of(said[base]):
        return old
    return {**facts_of(old), "of": code_of(was)}


def facts_of(version: Any) -> dict[str, Any]:
    return dict(version) if isinstance(version, Mapping) else {"text": version}


def text_in(versions: Mapping[str, Any], tag: str) -> str | None:
    return words_of(versions[tag]) if tag in versions else None


def as_it_was(old: Any, said: str) -> str:
    """What was typed, without the spaces around it; the old words where only those differ."""
    plain = said.replace("\r\n", "\n").strip()
    return str(old) if isinstance(old, str) and old.strip() == plain else plain
