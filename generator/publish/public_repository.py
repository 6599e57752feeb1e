"""Whether CI runs for a repository that strangers can read, and whether what lies there may be read by them.

A plan in a public repository is public, however well the site is sealed: files, history, logs, artefacts and caches
lie open. Only invented people may stand there, and they are known by what they are, not by a mark that somebody could
leave in place: the moment one learner is added or one name changes, a school is no longer an example.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.load.learner_folders import learner_folders
from generator.problem import ToolFailed

PEOPLE = (Path("plans/people.yml"), Path("plans/people.yml.age"))
# The example school that travels with Pathbook. `tests/generator/publish/test_public_repository.py` tells a new value.
INVENTED = frozenset({"e0d74b2e8ca120fdeeef030fe1119c8812c3def91e0127ac669e035209b95d2e"})
# "internal" is everybody with an account of the enterprise, or of the whole server: no school's staff is that large.
OPEN_TO_MANY = ("public", "internal")
WHAT_TO_DO = (
    "make it private, then delete the logs, artefacts and caches of its runs; what to do about copies stands in the "
    "documentation (Privacy, “If the repository was public”)"
)


def is_public(environ: Mapping[str, str], event: Path | None = None) -> bool | None:
    """Whether CI says that strangers can read the repository it runs for; None: it is no CI that tells.

    `event`: what GitHub, Gitea and Forgejo tell of the run; None: the file that the environment names.
    """
    of_gitlab = environ.get("CI_PROJECT_VISIBILITY")
    if of_gitlab:
        return of_gitlab.casefold() in OPEN_TO_MANY
    named = environ.get("GITHUB_EVENT_PATH")
    path = event or (Path(named) if named else None)
    return None if path is None else said_of_repository(path)


def said_of_repository(event: Path) -> bool | None:
    """What the payload of an event says; None where it says nothing, as for some that a timer starts."""
    try:
        told: Any = json.loads(event.read_bytes())
        repository = told["repository"]
        visibility, private = repository.get("visibility"), repository.get("private")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if isinstance(visibility, str):
        return visibility.casefold() in OPEN_TO_MANY
    return not private if isinstance(private, bool) else None


def holds_real_plans(root: Path) -> bool:
    """Whether learners or people stand here who are not the invented ones of Pathbook's own example."""
    learners = tuple(learner_folders(root)[0].learners)
    files = tuple(root / file for file in PEOPLE if (root / file).is_file())
    return bool(learners or files) and fingerprint(learners, files) not in INVENTED


def fingerprint(learners: Iterable[str], files: Iterable[Path]) -> str:
    """Who is in a school, as one digest: the learners' ids and every byte about people, line ends aside."""
    people = b"".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files)
    return sha256("\n".join((*learners, "")).encode() + people).hexdigest()


def refuse_in_public(root: Path, environ: Mapping[str, str]) -> None:
    """Raises ToolFailed where a public repository holds plans: whatever goes on from there would spread them."""
    if is_public(environ) and holds_real_plans(root):
        raise ToolFailed(
            "public repository",
            f"strangers, or all who have an account, can read this one, and it holds plans: {WHAT_TO_DO}",
        )
