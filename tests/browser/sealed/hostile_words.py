"""A school whose people write attacks into everything they may write: words, names, and names of files."""

from datetime import date
from pathlib import Path

from PIL import Image
from ruamel.yaml import YAML

from generator.sample import write_sample

ELSEWHERE = "elsewhere.invalid"  # whatever is asked for there, left the site
# Each would write its name into `ran`, or ask for something elsewhere, were it ever taken for more than words.
IN_WORDS = (
    "<script>ran.push('script')</script>",
    "</script><script>ran.push('end of script')</script>",
    "<img src=x onerror=ran.push('onerror')>",
    '"><img src=x onerror="ran.push(\'out of an attribute\')">',
    "' onmouseover='ran.push(`hover`)' x='",
    "<svg onload=ran.push('svg')><animate onbegin=ran.push('animate') attributeName=x></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=ran.push('mutation')></style></table></mtext></math>",
    "<iframe srcdoc=\"<script>parent.ran.push('frame')</script>\"></iframe>",
    f"<object data=//{ELSEWHERE}/object></object><embed src=//{ELSEWHERE}/embed>",
    f"<style>@import url(//{ELSEWHERE}/style); * {{ background: url(//{ELSEWHERE}/background) }}</style>",
    f"<link rel=stylesheet href=//{ELSEWHERE}/sheet><link rel=preconnect href=//{ELSEWHERE}>",
    f"<base href=//{ELSEWHERE}/><meta http-equiv=refresh content='0;url=//{ELSEWHERE}/refresh'>",
    f"<form action=//{ELSEWHERE}/form><input name=code autofocus onfocus=ran.push('focus')></form>",
    "<details open ontoggle=ran.push('toggle')><summary>x</summary></details>",
    "<video><source onerror=ran.push('source')></video><audio src=x onerror=ran.push('audio')></audio>",
    "[touch](javascript:ran.push('link')) [again](JaVaScRiPt&colon;ran.push('entity'))",
    "[data](data:text/html;base64,PHNjcmlwdD5vcGVuZXIucmFuLnB1c2goMSk8L3NjcmlwdD4=) <javascript:ran.push('auto')>",
    r"\(\href{javascript:ran.push('formula')}{x} \text{<img src=x onerror=ran.push('in formula')>}\)",
    "{{ ran }} {% for x in y %} ${ran.push('template')} <%= ran %>",
    "<template><script>ran.push('template')</script></template>"
    "<noscript><p title=\"</noscript><img src=x onerror=ran.push('noscript')>\">",
    "\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe\N{POP DIRECTIONAL FORMATTING} and \N{RIGHT-TO-LEFT ISOLATE}more",
    "`</code><img src=x onerror=ran.push('code')>` ~~~html <script>ran.push('fence')</script> ~~~",
    f"| <img src=//{ELSEWHERE}/cell> | b |\n|---|---|\n| <script>ran.push('table')</script> | d |",
)
IN_FILE_NAMES = (
    "\"><img src=x onerror=ran.push('file')>.png",
    "<script>ran.push('name')<script>.png",
    "' onerror='ran.push(`quote`).png",
    "x%2f..%2f..%2f..%2findex.html.png",
    "%2e%2e%5c%2e%2e%5cindex.html?a=b&c=d#e.png",
    "javascript&colon;ran.push('scheme').png",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe.png",
    "a....png",
    "sw.js.png",
)
# The fields of every file of a school in which people write what they like.
WRITTEN_BY_PEOPLE = frozenset(
    (
        *("alt", "aspirations", "decisions", "description", "feedback", "given", "help_at_home", "i_can", "interests"),
        *("label", "learner_words", "name", "needs", "note", "notes", "preferences", "publisher", "reason"),
        *("reflection", "school", "short", "statement", "strengths", "text", "title", "what", "who", "why", "en"),
    )
)


def attacked(value: object, field: str = "") -> object:
    """What a YAML file holds, with all attacks wherever words of people stand."""
    if isinstance(value, dict):
        return {key: attacked(inside, key) for key, inside in value.items()}
    if isinstance(value, list):
        return [attacked(inside, field) for inside in value]
    return f"{value}\n\n{ATTACK}" if isinstance(value, str) and field in WRITTEN_BY_PEOPLE else value


ATTACK = "\n\n".join(IN_WORDS)


def write_hostile_school(root: Path) -> None:
    """A synthetic school of one learner, all its words attacks, with a picture under each hostile name."""
    write_sample(root, 1, seed=1)
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_unicode = True
    for file in root.rglob("*.yml"):
        value = attacked(yaml.load(file))
        with file.open("w", encoding="utf-8") as written:
            yaml.dump(value, written)
    evidence = next(root.rglob("evidence"))
    for number, name in enumerate(IN_FILE_NAMES):
        Image.new("RGB", (40, 30), (number * 20, 90, 90)).save(evidence / name, format="PNG")
    piece = {
        "id": "pictures",
        "title": ATTACK,
        "kind": "observation",
        "assessed_on": date(2026, 11, 2),
        "results": [{"competency": "core:writing.6", "level": "closer", "note": ATTACK}],
        "assessor": "t-0001",
        "feedback": ATTACK,
        "reflection": ATTACK,
        "files": [{"path": name, "alt": ATTACK} for name in IN_FILE_NAMES],
    }
    with (evidence / "2026-11-02-pictures.yml").open("w", encoding="utf-8") as written:
        yaml.dump({"evidence": [piece]}, written)
