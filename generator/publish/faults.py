"""What can be wrong with a publication, in plain words. No sentence says whose a file is: it may stand in a log."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "link",
    "hidden",
    "no-file",
    "unknown-file",
    "empty-folder",
    "missing",
    "not-ours",
    "strange-folder",
    "no-site",
    "slots",
    "code",
    "other-code",
    "manifest",
    "blob",
    "unexplained",
    "shape",
    "not-random",
    "pin",
    "release",
    "leak",
    "leak-in-name",
    "not-listed",
    "not-judged",
    "changed",
    "self-test",
]

OURS = "Build again. If it stays, something else writes into this folder."
SAID: Mapping[FaultKind, tuple[str, str]] = {
    "link": ("is a link; only files are published", "Take it away: a link leads to what nobody looked at."),
    "hidden": ("has a hidden name", "Take it away; git's own folder and an editor's files are not published."),
    "no-file": ("is neither a file nor a folder", "Take it away."),
    "unknown-file": ("is no file that Pathbook publishes", "Take it away, or put it on another site."),
    "empty-folder": ("is an empty folder, and its name would be published", "Take it away."),
    "missing": ("is missing", OURS),
    "not-ours": ("differs from what a school without a single learner would publish there", OURS),
    "strange-folder": (
        "is the folder of nobody who has a site",
        "Did the master secret change, or did somebody leave?",
    ),
    "no-site": ("should be there: somebody may read it", "Build all learners. Was one of them not built?"),
    "slots": ("lets others in than the learner's file names", "Build this learner again."),
    "code": ("does not open with the code of each of its readers", "Build this learner again."),
    "other-code": ("opens with the code of somebody who is none of its readers", "Tell whoever looks after Pathbook."),
    "manifest": ("does not open with the key of its folder", "Build this learner again."),
    "blob": ("does not open with its key, or to something else", "Build this learner again."),
    "unexplained": ("is a sealed file that no publication names", "Take it away, or give --previous the last one."),
    "shape": ("is no sealed file, by how it begins or by its size", "Build this learner again."),
    "not-random": ("does not look random, as what is sealed does", "Tell whoever looks after Pathbook."),
    "pin": ("is not the file of the theme that a site expects", "Build all learners."),
    "release": ("is older than what was published before", "Fetch all of the history, or raise --release."),
    "leak": ("can be read, and holds a name, an id or words of a plan", "Look at it, and do not publish it."),
    "leak-in-name": ("has a name that says whose it is", "Look at it, and do not publish it."),
    "not-judged": ("could not be judged: the process that did it died, twice", "Is there enough memory? Try again."),
    "not-listed": ("is not on the list of what was published", "Publish again. If it stays, somebody put it there."),
    "changed": ("is not what was published", "Publish again. If it stays, something else writes into this folder."),
    "self-test": ("was planted for a trial and not found", "Publish nothing: the search itself is broken."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`file`: the path below the published folder."""

    file: str
    kind: FaultKind

    @property
    def message(self) -> str:
        return f"{self.file} {SAID[self.kind][0]}"

    @property
    def hint(self) -> str:
        return SAID[self.kind][1]
