"""Two versions of a text joined line by line, as git would; and what two texts differ in, marked as git marks it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

Lines: TypeAlias = Sequence[str]
MOST_LINES = 5000  # of a part that differs; in a longer one lines are not looked for again


def joined_lines(base: str, ours: str, theirs: str) -> str | None:
    """The text with the changes of both; None where they touch each other, or where lines end in different ways."""
    if len({"\r\n" in text for text in (base, ours, theirs)}) > 1:
        return None
    joined: list[str] = []
    for was, mine, other in stretches(lines_of(base), lines_of(ours), lines_of(theirs)):
        if was != mine and was != other and mine != other:
            return None
        joined += other if was == mine else mine
    return "".join(joined)


def lines_of(text: str) -> list[str]:
    """The lines with their ends; the last is empty where the text ends with a line."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), last]


def stretches(base: Lines, ours: Lines, theirs: Lines) -> Iterator[tuple[Lines, Lines, Lines]]:
    """The three texts cut at each line that all have: in turn what stands between, and the line."""
    mine, other = same_lines(base, ours), same_lines(base, theirs)
    done = (0, 0, 0)
    for line in range(len(base)):
        if line in mine and line in other:
            here = (line, mine[line], other[line])
            yield base[done[0] : here[0]], ours[done[1] : here[1]], theirs[done[2] : here[2]]
            yield (base[line : line + 1],) * 3
            done = (here[0] + 1, here[1] + 1, here[2] + 1)
    yield base[done[0] :], ours[done[1] :], theirs[done[2] :]


def same_lines(old: Lines, new: Lines) -> dict[int, int]:
    """For a line of the old text the place where it stands in the new one."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    found = {place: place for place in range(head)}
    found |= {len(old) - 1 - back: len(new) - 1 - back for back in range(tail)}
    inner, other = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(inner) <= MOST_LINES and len(other) <= MOST_LINES:
        for block in SequenceMatcher(None, inner, other, autojunk=False).get_matching_blocks():
            found |= {head + block.a + step: head + block.b + step for step in range(block.size)}
    return found


def marked_lines(ours: str, theirs: str, names: tuple[str, str]) -> str:
    """Our text, with git's marks around the lines in which theirs differs."""
    mine, other = lines_of(ours), lines_of(theirs)
    newline = "\r\n" if "\r\n" in ours else "\n"
    made: list[str] = []
    for what, start, end, other_start, other_end in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if what == "equal":
            made += mine[start:end]
            continue
        for mark, lines in (("<<<<<<< " + names[0], mine[start:end]), ("=======", other[other_start:other_end])):
            made += [mark + newline, *ended(lines, newline)]
        made.append(">>>>>>> " + names[1] + newline)
    return "".join(made)


def ended(lines: Lines, newline: str) -> list[str]:
    """The lines, each with an end: a mark must begin its own."""
    return [line if line.endswith("\n") else line + newline for line in lines if line]
