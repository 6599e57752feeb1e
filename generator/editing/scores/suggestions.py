"""What an assessment may show, by the words in its title: offered first, chosen by a person."""

import re
from collections.abc import Iterable

from generator.editing.new.choices import Choice, Choices, folded

MOST_OFFERED = 5
LEAST_SHARED = 0.4  # of the words of a title
STEM = 5  # letters by which fraction and fractions are the same
SAY_NOTHING = frozenset(
    (
        *("quiz", "test", "assignment", "homework", "project", "unit", "exam", "check", "the", "and", "task", "part"),
        *("lesson", "week", "assessment", "activity", "real", "percentage", "letter", "points", "with", "for", "from"),
    )
)


def suggestions(title: str, choices: Choices) -> tuple[Choice, ...]:
    """The competencies that a title seems to speak of, the likeliest first; often none."""
    words = stems(title)
    scored = [
        (score, -position, each) for position, each in enumerate(choices) if (score := likeness(title, words, each))
    ]
    return tuple(each for _, _, each in sorted(scored, key=lambda entry: entry[:2], reverse=True)[:MOST_OFFERED])


def likeness(title: str, words: frozenset[str], choice: Choice) -> float:
    """How much a title and a competency have in common; a code in the title says more than any word."""
    code = squeezed(choice.more.partition(" ")[0]) or squeezed(choice.id.partition(":")[2])
    local = squeezed(choice.id.partition(":")[2])
    if len(local) > 2 and any(each and each in squeezed(title) for each in (code, local) if len(each) > 2):
        return 1 + len(local) / 100
    shared = len(words & stems(f"{choice.label} {choice.more}")) / len(words) if words else 0
    return shared if shared >= LEAST_SHARED else 0


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that say something."""
    return frozenset(word[:STEM] for word in telling(re.findall(r"[^\W\d_]{3,}", folded(text))))


def telling(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if word not in SAY_NOTHING)


def squeezed(text: str) -> str:
    """A code without its points and spaces."""
    return re.sub(r"[\W_]+", "", folded(text))
