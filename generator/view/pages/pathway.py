"""My pathway: where it leads, what comes first, what is ready next."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.picture import PathwayPicture, Picture
from generator.view.charts.glyphs import SYMBOLS
from generator.view.charts.layers import layout_of
from generator.view.charts.pace_line import PaceLine, pace_line
from generator.view.charts.pathway_map import PathwayMap, pathway_map
from generator.view.goals import Chip
from generator.view.heads import Head, head_of
from generator.view.levels import LevelSign
from generator.view.paces import pace_sentence, stated_on
from generator.view.page import Page, SearchEntry
from generator.view.phrases import pace_words
from generator.view.said import title
from generator.view.steps import ReadyStep, StepView, enough_of, legend_of, ready_of, steps_of
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MapBox:
    step: StepView
    row: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayPage:
    """`boxes` in the order of reading; `chip` and `stated` None: complete, or not started yet.

    `enough` None: every step that is drawn counts, but for those by choice.
    """

    head: Head
    summary: str
    enough: str | None
    legend: tuple[tuple[LevelSign, ...], ...]
    map: PathwayMap
    boxes: tuple[MapBox, ...]
    ready: tuple[ReadyStep, ...]
    none_ready: str
    chip: Chip | None
    pace: str
    stated: str | None
    line: PaceLine | None


def pathways(picture: Picture, words: Words) -> tuple[Page, ...]:
    return tuple(_page(pathway, picture, words) for pathway in picture.pathways)


def pathway_path(pathway: PathwayPicture) -> str:
    return f"pathway/{pathway.id}/"


def _page(pathway: PathwayPicture, picture: Picture, words: Words) -> Page:
    heading = words.say("My pathway: {title}", title=title(pathway.pathway.title, words))
    views = steps_of(pathway, picture, words)
    return Page(
        kind="pathway",
        path=pathway_path(pathway),
        title=heading,
        content=_content(pathway, heading, views=views, picture=picture, words=words),
        search=(
            SearchEntry(title=heading, text=_summary(pathway, words)),
            *(
                SearchEntry(
                    title=title(step.requirement.title, words), text=heading, anchor=f"step-{step.requirement.id}"
                )
                for step in pathway.steps
            ),
        ),
    )


def _content(
    pathway: PathwayPicture, heading: str, *, views: Mapping[str, StepView], picture: Picture, words: Words
) -> PathwayPage:
    layout = layout_of({step.requirement.id: step.builds_on for step in pathway.steps})
    reached = frozenset(step.requirement.id for step in pathway.steps if step.state == "reached")
    drawn = pathway_map(layout, reached, words.direction)
    order = {spot.box: at for at, spot in enumerate(layout.spots) if spot.box is not None}
    pace = pathway.pace
    return PathwayPage(
        head=head_of(heading, picture, words),
        summary=_summary(pathway, words),
        enough=enough_of(pathway, words),
        legend=legend_of(pathway, picture, words),
        map=drawn,
        boxes=tuple(_box(step, drawn) for step in sorted(views.values(), key=lambda step: order[step.id])),
        ready=ready_of(pathway, views, words),
        none_ready=_none_ready(pathway, words),
        chip=Chip(words=pace_words(pace.state, words), symbol=SYMBOLS[pace.state]) if pace else None,
        pace=pace_sentence(pace, words) if pace else _no_pace(pathway, words),
        stated=stated_on(pace, words) if pace else None,
        line=pace_line(pathway, picture, words),
    )


def _box(step: StepView, drawn: PathwayMap) -> MapBox:
    cell = drawn.cells[step.id]
    return MapBox(step=step, row=cell.row, column=cell.column)


def _summary(pathway: PathwayPicture, words: Words) -> str:
    return words.count(
        "{reached} of {n} step reached",
        "{reached} of {n} steps reached",
        pathway.needed,
        reached=words.number(pathway.reached),
    )


def _none_ready(pathway: PathwayPicture, words: Words) -> str:
    if pathway.complete:
        return words.say("This pathway is complete.")
    if any(step.state == "working" for step in pathway.steps):
        return words.say("First comes what I am working on now. It opens the next steps.")
    return words.say("Nothing is ready yet. We talk about it at the next conversation.")


def _no_pace(pathway: PathwayPicture, words: Words) -> str:
    if pathway.complete:
        return words.say("This pathway is complete.")
    return words.say("This pathway starts on {day}.", day=words.day(pathway.start))
