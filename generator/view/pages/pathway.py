"""My pathway: where it leads, what comes first, what is ready next."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.pathway_picture import Choice, PathwayPicture
from generator.model.picture import Picture
from generator.records.text import Text
from generator.view.charts.glyphs import SYMBOLS
from generator.view.charts.pace_line import PaceLine, pace_line
from generator.view.charts.pathway_map import PathwayMap, course_of, laid_out, pathway_map
from generator.view.forecasts import TimeView, time_of
from generator.view.goals import Chip
from generator.view.heads import Head, head_of
from generator.view.levels import LevelSign
from generator.view.paces import no_pace, pace_sentence, stated_on
from generator.view.page import Page, RichText, SearchEntry
from generator.view.phrases import pace_words
from generator.view.said import line, title
from generator.view.steps import StepView, enough_of, legend_of, steps_of
from generator.view.way_list import WayList, way_list
from generator.words import Words

MANY = 20  # so many boxes are still drawn large


@dataclass(frozen=True, slots=True, kw_only=True)
class MapBox:
    step: StepView
    row: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayPage:
    """The map, and the same as a list, which is all that a phone shows.

    `boxes` in the order of reading, `small` where they are many; `choices`: some lines are one way of several.
    `enough` None: every step that is drawn counts, but for those by choice. `chip` and `stated` None: complete, or
    not started yet.
    """

    head: Head
    summary: str
    enough: str | None
    legend: tuple[tuple[LevelSign, ...], ...]
    map: PathwayMap
    boxes: tuple[MapBox, ...]
    small: bool
    choices: bool
    list: WayList
    chip: Chip | None
    pace: str
    stated: str | None
    line: PaceLine | None
    time: TimeView
    chosen: tuple[RichText, ...]
    awards: tuple[RichText, ...]


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
        tab=words.say("My pathway {number}", number=words.number(int(pathway.id[1:]))),
    )


def _content(
    pathway: PathwayPicture, heading: str, *, views: Mapping[str, StepView], picture: Picture, words: Words
) -> PathwayPage:
    course = course_of(pathway, picture)
    layout = laid_out(pathway, course)
    drawn = pathway_map(layout, course, words.direction)
    in_order = tuple(views[spot.box] for spot in layout.spots if spot.box is not None)
    pace = pathway.pace
    return PathwayPage(
        head=head_of(heading, picture, words),
        summary=_summary(pathway, words),
        enough=enough_of(pathway, words),
        legend=legend_of(pathway, picture, words),
        map=drawn,
        boxes=tuple(_box(step, drawn) for step in in_order),
        small=len(views) > MANY,
        choices=any(curve.choice for band in drawn.bands for curve in band.curves),
        list=way_list(pathway, in_order, words),
        chip=Chip(words=pace_words(pace.state, words), symbol=SYMBOLS[pace.state]) if pace else None,
        pace=pace_sentence(pace, words) if pace else no_pace(pathway, words),
        stated=stated_on(pace, words) if pace else None,
        line=pace_line(pathway, picture, words),
        time=time_of(pathway, picture, words),
        chosen=tuple(_chosen(choice, picture, words) for choice in pathway.choices),
        awards=tuple(line(Text.plain(_spaced(award)), picture, words) for award in pathway.pathway.awards),
    )


def _box(step: StepView, drawn: PathwayMap) -> MapBox:
    cell = drawn.cells[step.id]
    return MapBox(step=step, row=cell.row, column=cell.column)


def _chosen(choice: Choice, picture: Picture, words: Words) -> RichText:
    """What was chosen keeps its name as the plan wrote it, where the catalogue has lost it."""
    if choice.activity is None:
        return RichText(text=choice.name.replace("-", " "), language=None, direction=None)
    return line(choice.activity.title, picture, words)


def _spaced(award: str) -> str:
    """An award is known by its id alone: fractions-badge → Fractions badge."""
    return award[:1].upper() + award[1:].replace("-", " ")


def _summary(pathway: PathwayPicture, words: Words) -> str:
    return words.count(
        "{reached} of {n} step reached",
        "{reached} of {n} steps reached",
        pathway.needed,
        reached=words.number(pathway.reached),
    )
