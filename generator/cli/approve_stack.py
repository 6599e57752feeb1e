"""An evening's stack of papers, from a file or scanner through standard input, or typed one after another."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.cli.approve_said import paper_line
from generator.cli.dialogue import Terminal
from generator.editing.agreeing.evening import judged_papers
from generator.editing.agreeing.papers import Desk, Judged, Paper
from generator.editing.agreeing.stack import BadLine, Line, codes_in_group, line_of, lines_in, whose
from generator.load.learner_folders import LearnerFolder
from generator.records.school import LearnerId

HOW = "Type or scan one code after another; Enter alone ends. Nothing is written before that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """`like` holds what all papers have in common."""

    desk: Desk
    learners: tuple[LearnerId, ...]
    codes: Mapping[str, tuple[LearnerId, ...]]
    like: Paper


def stack_of(desk: Desk, folders: Sequence[LearnerFolder], like: Paper) -> Stack:
    learners = tuple(folder.learner for folder in folders)
    return Stack(desk=desk, learners=learners, codes=codes_in_group(desk, folders), like=like)


def everybody_in(desk: Desk) -> frozenset[LearnerId]:
    return frozenset(folder.learner for folder in desk.school.folders)


def paper_of(stack: Stack, line: Line | BadLine) -> Paper | Judged:
    if isinstance(line, BadLine):
        return unclear(line)
    owner = whose(line, stack.codes)
    if isinstance(owner, BadLine):
        return unclear(owner)
    return replace(stack.like, learner=owner, code=line.code, person=line.person or stack.like.person)


def unclear(line: BadLine) -> Judged:
    return Judged(learner=line.typed, state="refused", said=line.why)


def judged_lines(stack: Stack, text: str) -> tuple[Judged, ...]:
    """Every line of a text, in its order."""
    found = tuple(paper_of(stack, line) for line in lines_in(text, stack.learners, everybody_in(stack.desk)))
    judged = iter(judged_papers(stack.desk, tuple(each for each in found if isinstance(each, Paper))))
    return tuple(next(judged) if isinstance(each, Paper) else each for each in found)


def judged_typed(stack: Stack, terminal: Terminal) -> tuple[Judged, ...]:
    """What is typed, each told at once; what was refused is typed again, or left."""
    terminal.say(HOW)
    kept: list[Paper] = []
    everybody = everybody_in(stack.desk)
    while typed := terminal.line("Code: ").strip():
        paper = paper_of(stack, line_of(typed, stack.learners, everybody))
        judged = judged_papers(stack.desk, (*kept, paper))[-1] if isinstance(paper, Paper) else paper
        terminal.say(f"  {paper_line(judged)}")
        if isinstance(paper, Paper) and judged.state != "refused":
            kept.append(paper)
    return judged_papers(stack.desk, kept)


def read_stack(stack: Stack, terminal: Terminal | None) -> tuple[Judged, ...]:
    """`terminal` None: nobody types, the lines come through standard input."""
    return judged_lines(stack, sys.stdin.read()) if terminal is None else judged_typed(stack, terminal)
