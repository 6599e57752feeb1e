"""A small class with names, for tests of what other systems bring in."""

from hashlib import sha256
from pathlib import Path

from tests.history import begun

LEARNERS = {
    "s-0001": ("Ada", "Arden"),
    "s-0002": ("Ben", "Birch"),
    "s-0003": ("Chloé", "Cedar"),
    "s-0004": ("Dov", "Alder-Elm"),
    "s-0005": ("Ada", "Fir"),
}
SCALE = """\
      - {id: starting, label: Starting, points: 1}
      - {id: getting-closer, label: Getting closer, points: 2}
      - {id: got-it, label: Got it, points: 3, proficient: true}
      - {id: going-further, label: Going further, points: 4}
"""
MAPPED = (
    *("--column", "Quiz 3=core:fractions.1", "--on", "2026-11-12", "--kind", "interim", "--assessor", "t-0001"),
    *("--percent", "getting-closer=50,got-it=75,going-further=90"),
)


def class_of_four(root: Path) -> Path:
    """Five learners, four of them in one group; `root` holds the smallest school."""
    school = root / "plans/school.yml"
    lines = school.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("      - {id:")]
    kept.insert(kept.index("    levels:\n") + 1, SCALE)
    school.write_text("".join(kept), encoding="utf-8")
    names = ["t-0001: {name: {en: Robin Ashby}, given: {en: Robin}, roles: [teacher]}\n"]
    for id_, (given, family) in LEARNERS.items():
        names.append(f"{id_}: {{name: {{en: {given} {family}}}, given: {{en: {given}}}, roles: [learner]}}\n")
        folder = root / "plans" / id_
        folder.mkdir(exist_ok=True)
        (folder / "learner.yml").write_text(
            f"learner: {id_}\nstage: elementary\nteam:\n  - {{person: t-0001, role: advisor}}\n", encoding="utf-8"
        )
    (root / "plans/people.yml").write_text("".join(names), encoding="utf-8")
    (root / "plans/groups").mkdir()
    members = "".join(f"  - {{learner: {id_}}}\n" for id_ in list(LEARNERS)[:4])
    group = f"id: birches\ntitle: Birches\nkind: class\nmembers:\n{members}"
    (root / "plans/groups/birches.yml").write_text(group, encoding="utf-8")
    return root


def committed(root: Path) -> Path:
    begun(root)
    return root


def state_of(root: Path) -> dict[str, str]:
    """Every file of the school but git's own, and what it says."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
