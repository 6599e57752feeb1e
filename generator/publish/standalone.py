"""A learner's plan as one sealed file, for a family without internet: it lies on a USB stick and opens by the code.

The code, the slots and the seal are those of the published sites (FORMAT.md), and so are the sentences. The file holds
everything it needs; what it may run and load, its own policy says. Same plan and same keys, same bytes.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from generator.locales import Direction
from generator.publish.front import EXPORTED, IMPORTED, WEB, said_by, script_with
from generator.publish.pb1 import sealed_file
from generator.publish.vault import Vault
from generator.render.one_page import one_page
from generator.render.templates import environment, filled
from generator.words import Words

PATH = "standalone.html"  # what the plan is called in the seal, here as among the files of a published site
TEMPLATE = "one_page/stick.html.j2"
SCRIPTS = ("core.js", "entry.js", "whole.js", "standalone.js")
STYLE = "unlock.css"
# The frame that shows the plan inherits this policy, hence styles, pictures and recordings.
POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'unsafe-inline'; img-src data:; media-src data:; "
    "base-uri 'none'; form-action 'none'"
)
FOR_PAGE = ("name", "dir", "title", "lead", "label", "hint", "open", "opening", "language", "lost", "old")
FOR_CODE = ("empty", "short", "long", "typo", "other")
FOR_PLAN = ("plan", "print", "paper", "lock")
USED = frozenset((*FOR_PAGE, *FOR_CODE, *FOR_PLAN))
OWN: Mapping[str, str] = {
    "damaged": "This file was changed or damaged and was not opened. Please ask the school for a new copy.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutScript:
    """What to do where no script runs, in one language."""

    language: str
    direction: Direction
    text: str


def standalone_of(
    plain: Path, vault: Vault, slots: bytes, languages: tuple[Words, ...], templates: tuple[Path, ...]
) -> bytes:
    """The file of a finished plain site folder, with its papers."""
    return standalone_file(vault, slots, one_page(plain, papers=True, templates=templates), languages, templates)


def standalone_file(
    vault: Vault, slots: bytes, document: str, languages: tuple[Words, ...], templates: tuple[Path, ...]
) -> bytes:
    """A document sealed into a file that opens itself. `languages`: those the interface speaks, the school's first.

    `slots`: the content key once for each reader, as `slots_of` writes them for this vault.
    """
    blob = sealed_file(vault, PATH, document.encode())
    script = _script(languages)
    first = languages[0]
    file = filled(
        environment(templates),
        TEMPLATE,
        language=first.said_in,
        direction=first.direction,
        title=first.say("Private page"),
        policy=POLICY.format(script=b64encode(sha256(script.encode()).digest()).decode()),
        look=Markup((WEB / STYLE).read_text("utf-8")),  # noqa: S704 - ours
        without_script=tuple(
            WithoutScript(language=words.said_in, direction=words.direction, text=without_script(words))
            for words in languages
        ),
        slots=Markup(slots.decode().strip()),  # noqa: S704 - JSON of numbers and base64
        digest=blob.digest,
        plan=b64encode(blob.content).decode(),
        script=Markup(script),  # noqa: S704 - ours; words in it are JSON without a "<"
    )
    return file.encode()


def _script(languages: tuple[Words, ...]) -> str:
    """What runs in the file. A "<" of a translation must not end it."""
    known = script_with({words.said_in: _said_by(words) for words in languages}).replace("<", "\\u003c")
    scripts = "".join(as_classic((WEB / name).read_text("utf-8")) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{known}{scripts}}})();\n'


def as_classic(module: str) -> str:
    """A module's text without what ties it to others, and with its remarks: whoever doubts the file can read it."""
    kept = (EXPORTED.sub("", line) for line in module.splitlines() if not IMPORTED.match(line))
    return "\n".join(kept) + "\n"


def _said_by(words: Words) -> dict[str, str]:
    """What the unlock page says, as far as it is true of a file; and what is true of a file alone."""
    shared = {key: text for key, text in said_by(words).items() if key in USED}
    return shared | {key: words.say(OWN[key]) for key in OWN}


def without_script(words: Words) -> str:
    return words.say(
        "To open this file: a computer with a current browser, with JavaScript. Or ask the school for a paper copy."
    )
