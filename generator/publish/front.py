"""What is published of sealed sites and says nothing about anybody: the page that asks for a code, and its scripts.

The sources in `web/` are ES modules, for node and for the type checker. Published they are classic scripts, since
workers that are modules are too new in some browsers: remarks, imports and the word `export` are taken off.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from generator.locales import Direction
from generator.render.templates import environment, filled
from generator.words import Words

WEB = Path(__file__).resolve().parent / "web"
WORDS = "words.js"
ON_PAGE = ("core.js", WORDS, "unlock.js")
IN_WORKER = ("core.js", WORDS, "worker.js")
ALONE = ("keeper.js",)  # in pages of the site, among the theme's scripts: it leaves no name behind
STYLES = ("unlock.css",)
# What is published under a name, and of which sources: each may import those before it.
SOURCES: Mapping[str, tuple[str, ...]] = {
    "core.js": ("core.js", "asked.js"),
    "unlock.js": ("entry.js", "unlock.js"),
    "worker.js": ("store.js", "custody.js", "site.js", "headers.js", "worker.js"),
    "keeper.js": ("keeper.js",),
    "whole.js": ("whole.js",),  # loaded where a browser allows no worker
}
STUB = "unlock/stub.html.j2"
NOBODY = b"User-agent: *\nDisallow: /\n"

IMPORTED = re.compile(r'^import \{ [\w, ]+ \} from "\./[\w.]+";$')
EXPORTED = re.compile(r"^export (?=(?:async )?(?:function|const|class) )")
REMARK = re.compile(r"/\*\*.*?\*/|(?<=[\s])//[^\n]*", re.DOTALL)
ROOM = re.compile(r"""(?P<words>"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\s*(?P<sign>[-=<>!&|?:;,(){}\[\]*+]+)\s*|\s+""")
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
NAMED = re.compile(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*")|(?P<template>`(?:[^`\\]|\\.)*`)|(?<![\w$.])(?P<name>[A-Za-z_]\w*)(?![\w$])"""
)
PROPERTY = re.compile(r"\.(\w+)|\b(\w+):|(?:(?<!\$)\{|,)\s*(\w+)\s*(?=[,}])")
INSIDE = re.compile(r"(?<=\$\{)[^}]*(?=\})")
ONE_NAME = re.compile(r"(?<![\w$])\((\w+)\)=>")

SAID: Mapping[str, str] = {
    "title": "This page is private",
    "lead": "It opens with the code from your letter.",
    "label": "Access code",
    "hint": "20 letters and numbers. Small letters are fine, and the dashes come by themselves.",
    "remember": "Keep it open on this device",
    "warning": "Only where nobody else uses this device: whoever does could read the plan. The Lock button ends it.",
    "open": "Open",
    "opening": "Opening …",
    "language": "Language",
    "lost": "No letter, or the code does not work? The school makes you a new one.",
    "empty": "Please type the code from your letter first.",
    "short": "Something is missing: the code has 20 letters and numbers.",
    "long": "That is too long: the code has 20 letters and numbers.",
    "typo": "One letter or number is not right. Please compare the code with your letter, group by group.",
    "other": "This code does not open this plan. It may belong to another plan, or a newer letter has replaced it.",
    "network": "There is no connection to the internet right now. Please try again when there is.",
    "host": "The website does not answer as it should. Please try again later.",
    "gone": "There is no plan at this address. Please compare the address with the one on your letter.",
    "damaged": "The plan on the website was changed or damaged and was not opened. Please tell the school.",
    "part": "A part of this page was changed or damaged on the website and is not shown. Please tell the school.",
    "older": "The website sent an older copy than this device has seen. It was not opened. Please tell the school.",
    "insecure": "This address begins with http:// and is not safe. Please open it with https:// instead.",
    "secure": "Open it with https://",
    "old": "This browser is too old for this page. Please update it or use another device, or ask for a copy on paper.",
    "nowhere": "Private learning plans are kept here. The address of yours is on your letter.",
    "plan": "Learning plan",
    "print": "Print",
    "paper": "To print the plan, use the button “Print” above it.",
    "lock": "Lock this plan",
    "locked": "The plan is locked.",
    "idle": "Nobody used the plan for 15 minutes. So it is locked now.",
    "unopened": "This page could not be opened",
    "again": "Try again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """`files`: path below the published folder → what stands there. `stub`: the page that asks for the code, which
    lies at every address of every learner. `worker`: what is `sw.js` in every learner's folder.
    """

    files: Mapping[str, bytes]
    stub: bytes
    worker: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutScript:
    """What to do where no script runs, in one language."""

    language: str
    direction: Direction
    text: str


def front_of(base: str, languages: tuple[Words, ...], templates: tuple[Path, ...]) -> Front:
    """`base`: path of the published folder on its host, with a slash at both ends. The school's own language first."""
    published = {name: "".join(map(published_source, SOURCES[name])) for name in SOURCES}
    published |= {name: f"(()=>{{\n{published[name]}}})();\n" for name in ALONE}
    published |= {name: (WEB / name).read_text("utf-8") for name in STYLES}
    published[WORDS] = words_script(languages)
    home = f"{base}_pb/{digest_of(published)}/"
    stub = stub_of(home, languages, templates)
    files = {f"{home.removeprefix(base)}{name}": text.encode() for name, text in sorted(published.items())}
    return Front(
        files={"404.html": stub, "index.html": stub, "robots.txt": NOBODY, **files},
        stub=stub,
        worker=worker_script(home),
    )


def published_source(name: str) -> str:
    return published_script((WEB / name).read_text("utf-8"))


def published_script(source: str) -> str:
    """A module as a classic script that says the same in fewer bytes: without remarks, imports, and room around signs,
    and with short names for what the sources share.

    Sources keep to what this can read; a test compares what they say with what is published.
    """
    lines = REMARK.sub("", source).splitlines()
    kept = (EXPORTED.sub("", line) for line in lines if not IMPORTED.match(line))
    closer = ROOM.sub(_closer, "\n".join(kept)).strip()
    return _shortened(ONE_NAME.sub(r"\1=>", closer).replace(";}", "}"), short_names()) + "\n"


def _closer(found: re.Match[str]) -> str:
    return found["words"] or found["sign"] or ("\n" if "\n" in found[0] else " ")


@cache
def short_names() -> Mapping[str, str]:
    """Names that sources declare for each other → short ones. Left alone: what is also the name of a property."""
    sources = REMARK.sub("", "\n".join(file.read_text("utf-8") for file in sorted(WEB.glob("*.js"))))
    said = "\n".join(line for line in sources.splitlines() if not IMPORTED.match(line))
    spoken = Counter(re.findall(r"\w+", said))
    declared = sorted(set(DECLARED.findall(said)), key=lambda name: (-spoken[name], name))
    properties = {name for found in PROPERTY.findall(said) for name in found}
    own = (name for name in declared if name not in properties)
    return {name: f"${in_few_signs(number)}" for number, name in enumerate(own)}


def in_few_signs(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (
        digits[number]
        if number < len(digits)
        else in_few_signs(number // len(digits) - 1) + digits[number % len(digits)]
    )


def _shortened(script: str, names: Mapping[str, str]) -> str:
    def shorter(found: re.Match[str]) -> str:
        if found["template"]:
            return INSIDE.sub(lambda inside: _shortened(inside[0], names), found["template"])
        return found["text"] or names.get(found["name"], found["name"])

    return NAMED.sub(shorter, script)


def words_script(languages: tuple[Words, ...]) -> str:
    """What the browser side says, by language: the school's own first."""
    return script_with({words.said_in: said_by(words) for words in languages})


def said_by(words: Words) -> dict[str, str]:
    return {"name": words.own_name, "dir": words.direction, **{key: words.say(SAID[key]) for key in SAID}}


def script_with(said: Mapping[str, Mapping[str, str]]) -> str:
    return f"const WORDS={json.dumps(said, ensure_ascii=False, separators=(',', ':'))};\n"


def worker_script(home: str) -> bytes:
    """One line, the same in every learner's folder."""
    scripts = ",".join(f'HOME+"{name}"' for name in IN_WORKER)
    return f'"use strict";const HOME="{home}";importScripts({scripts});\n'.encode()


def stub_of(home: str, languages: tuple[Words, ...], templates: tuple[Path, ...]) -> bytes:
    words = languages[0]
    text = filled(
        environment(templates),
        STUB,
        language=words.said_in,
        title=words.say("Private page"),
        home=home,
        scripts=ON_PAGE,
        without_script=tuple(
            WithoutScript(language=each.said_in, direction=each.direction, text=without_script(each))
            for each in languages
        ),
    )
    return text.encode()


def without_script(words: Words) -> str:
    return words.say(
        "To open this page you need a current browser with JavaScript, at an https:// address. "
        "Or ask the school for a copy on paper."
    )


def digest_of(published: Mapping[str, str]) -> str:
    """A name for the folder of these files, so that browsers may keep it for ever."""
    digest = sha256()
    for name, text in sorted(published.items()):
        digest.update(f"{name} {len(text.encode())} ".encode() + text.encode())
    return digest.hexdigest()[:16]
