"""Who need not be built: whose outputs are made of the same as those that lie there, or would say the same.

Two steps. The key is of everything that one learner's outputs are made of; it is known without reading a plan. It errs
to one side only: another key where nothing would be different. Then the plan is read, and `shown` is of all that its
pages and papers say, with the programs and templates that turn this into files: where it is the same, nothing is drawn.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from generator.at_rest.seen import Seen
from generator.at_rest.vouched import vouched_for
from generator.checked import CheckedSchool
from generator.inputs import LEARNER_FILE, Held, Memory, files_below, inputs, read_all, reads_anything, shared_by_all
from generator.load.git import run_git
from generator.load.history.past import NEWEST, LearnerPast
from generator.load.learner_folders import LearnerFolder
from generator.load.withheld import Withheld
from generator.lying import Lying
from generator.manifest import Built, Line, Made, Manifest, Order, Part, read_manifest
from generator.problem import ToolFailed
from generator.programs import programs
from generator.publish.keys import Master, folder_of
from generator.records.school import LearnerId
from generator.shown import digest_of_values

NOBODY = ""  # a folder that is nobody's tells one secret from another, and gives none away
TEXTS_COME_FROM = ("frameworks", "plans/school.yml", "plans/calendar.yml")  # what a plan said before is made of these
TEMPLATES, ENGLISH = "site_templates", "en"
SAID_BY_THE_VIEW = ("plans", "frameworks")
WORDS = "words"  # the folder of catalogues: each page is made with those of its language
NOT_FOR_PAGES = ("form", "preview", WORDS)  # folders of site_templates
LANGUAGE = re.compile("[-_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What decides how anything that is said becomes files: digests, the same for everybody of a school.

    `words`: of each language, by its name without a region. `everyone`: of the names that a page is searched for.
    """

    files: Mapping[Part, str]
    words: Mapping[str, str]
    own_language: str
    everyone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a learner before a file is read. `before`: of the outputs that lie there, what they are."""

    key: str
    before: Mapping[Part, Made]
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a school stands to its outputs. `resting`: those who need not be read."""

    manifest: Manifest
    known: Mapping[LearnerId, Known]
    resting: frozenset[LearnerId]
    lying: Lying = field(repr=False)


Source: TypeAlias = tuple[LearnerFolder, LearnerPast, Withheld]


def standing_of(
    order: Order, school: CheckedSchool, master: Master, sources: Iterable[Source], seen: Seen | None = None
) -> Standing:
    """Whose outputs are made of the same as before, and of all others what is known of them.

    `seen`: what lay there when the build began, so that what git vouches for is not opened; None: nobody looked.
    """
    manifest, lying = read_manifest(order.book), Lying(order, master)
    memory, secret = Memory(order.book / "files"), "" if order.access == "plain" else folder_of(master, NOBODY)
    vouched = vouched_for(school.root, seen, frozenset(folder.folder for folder in school.folders))
    own = {folder.learner: held_of(school.root, folder, vouched, memory) for folder in school.folders}
    shared = shared_by_all(school.root, (folder.folder for folder in school.folders), memory)
    memory.keep()
    everyone = digest_of_values(secret, school.names.roll, [(learner, held.household) for learner, held in own.items()])
    look = look_of(order, school, secret, everyone)
    common = (look.files, shared, everyone, *options_of(order), *said_beside(order), *said_by_git(order))
    of_all = digest_of_values(secret, *common)
    known, anything = {}, reads_anything(school.root)
    for folder, past, withheld in sources:
        learner = folder.learner
        key = digest_of_values(of_all, own[learner].digest, past.known, past.told, past.moved, withheld)
        before = {} if anything else lain(order, manifest, lying, learner)
        # Reviews name commits, which may have come since: they are looked at every time.
        known[learner] = Known(key="" if anything or order.reviews else key, before=before, look=look)
    resting = frozenset(
        learner
        for learner, each in known.items()
        if all(part in each.before and each.before[part].holds(each.key, school.on) for part in order.parts)
    )
    return Standing(manifest=manifest, known=known, resting=resting, lying=lying)


def lain(order: Order, manifest: Manifest, lying: Lying, learner: LearnerId) -> Mapping[Part, Made]:
    """What is known of the outputs that lie there as they were made."""
    if order.force or learner not in manifest.lines:
        return {}
    parts = manifest.lines[learner].parts
    return {part: parts[part] for part in order.parts if part in parts and lying.lies(learner, part, parts[part])}


def held_of(root: Path, folder: LearnerFolder, vouched: Mapping[str, str], memory: Memory) -> Held:
    """What a learner's files hold: as git vouches for it, or as it is read."""
    if folder.folder in vouched and not folder.also:
        return memory.vouched(folder.folder, vouched[folder.folder], f"{root}/{folder.folder}/{LEARNER_FILE}")
    return memory.held(folder.folder, own_files(root, folder))


def own_files(root: Path, folder: LearnerFolder) -> Iterator[tuple[str, str]]:
    for each in (folder.folder, *folder.also):
        yield from files_below(root, each)


def options_of(order: Order) -> tuple[object, ...]:
    """Who was asked for, where it is written and on how many cores is no part of it: it changes nobody's pages."""
    return (order.access, order.appendix, order.only, order.until == NEWEST)


def said_beside(order: Order) -> Iterator[str]:
    """What lies outside the school's folder, and was named on the command line."""
    for file in (order.people, order.reviews):
        yield sha256(file.read_bytes()).hexdigest() if file is not None and file.is_file() else NOBODY


def said_by_git(order: Order) -> Iterator[str]:
    """What git tells of all: the last commit of what words of a plan are made of, beside the plan. Papers alone are
    made without the history of each learner, so any commit may be new to them."""
    paths = () if order.only == "pdf" else ("--", *TEXTS_COME_FROM)
    try:
        asked = run_git(order.past or order.root, "rev-list", "-1", order.until, *paths)
    except ToolFailed:
        return
    yield asked.stdout.decode("ascii", "replace") if asked.returncode == 0 else NOBODY


def look_of(order: Order, school: CheckedSchool, secret: str, everyone: str) -> Look:
    root, settings = school.root, school.commons.school
    left_out = frozenset(f"{TEMPLATES}/{name}" for name in NOT_FOR_PAGES)
    own = (name for name in inputs(root) if name not in SAID_BY_THE_VIEW)
    files = (file for name in own for file in files_below(root, name, left_out))
    words = words_by_language(root)
    hosts = () if settings.policy is None else settings.policy.link_hosts
    common = (programs(order.book / "programs"), read_all(sorted(files)).digest, secret)
    # What is sealed is published in every language, below one address.
    address = None if settings.publish is None else settings.publish.base_url
    sealing = () if order.access == "plain" else (words, school.commons.catalogues, address)
    look: Mapping[Part, str] = {
        "site": digest_of_values(*common, hosts, order.access, *sealing),
        "pdf": digest_of_values(*common),
    }
    return Look(files=look, words=words, own_language=settings.languages[0], everyone=everyone)


def words_by_language(root: Path) -> Mapping[str, str]:
    """Of the school's own catalogues; ours came with the programs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, path in files_below(root, f"{TEMPLATES}/{WORDS}"):
        found.setdefault(spoken(Path(name).stem), []).append((name, path))
    return {language: read_all(sorted(files)).digest for language, files in found.items()}


def spoken(language: str) -> str:
    return LANGUAGE.split(language)[0].lower()


def words_used(look: Look, languages: Iterable[str]) -> tuple[str, ...]:
    """Whatever language is missing is said in the school's own, or in English."""
    used = sorted({spoken(language) for language in (*languages, look.own_language, ENGLISH)})
    return tuple(look.words.get(language, NOBODY) for language in used)


def lines_after(standing: Standing, built: Iterable[Built]) -> Mapping[LearnerId, Line]:
    """What is known from now on. Of what failed, and of kinds of outputs that were not asked for, what was before."""
    lines = dict(standing.manifest.lines)
    for one in built:
        if one.line is not None:
            kept = lines[one.learner].parts if one.learner in lines else {}
            lines[one.learner] = Line(warnings=one.line.warnings, parts={**kept, **one.line.parts})
            for part in one.drawn:
                standing.lying.saw(one.learner, part, one.line.parts[part])
    return lines
