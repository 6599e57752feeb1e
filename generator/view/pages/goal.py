"""All about one goal, with the working of its level."""

from dataclasses import dataclass

from generator.model.pathway_picture import Pace
from generator.model.picture import GoalPicture, Picture
from generator.model.standing_picture import Standing
from generator.records.text import Text
from generator.view.charts.level_line import LevelLine, level_line
from generator.view.evidence import EvidenceRow, row_of
from generator.view.goals import (
    ActivityLine,
    CriterionLine,
    GoalHeading,
    activities_of,
    aim_of,
    criteria_of,
    goal_path,
    heading_of,
    i_can_of,
    in_brief,
    rule_of,
    title_of,
)
from generator.view.heads import Head, head_of
from generator.view.in_short import in_short, of_goal_in_short
from generator.view.levels import Ladder, ladder_of
from generator.view.paces import pace_sentence, stated_on
from generator.view.page import BETWEEN, Page, RichText, SearchEntry
from generator.view.rubric import RowLine, rubric_of
from generator.view.said import block, statement
from generator.view.standards import Related, Standard, related_of, standard_of
from generator.view.supports import SupportShown, running_supports
from generator.view.working import Working, working_of
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One competency of the goal. `heading` None: it is the only one, and the page's own heading is enough.

    `in_short` says why one stands where one stands, and `working` how that was worked out.
    """

    heading: RichText | None
    standard: Standard
    ladder: Ladder
    level_line: LevelLine | None
    in_short: str
    working: Working
    rubric: tuple[RowLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPage:
    """`in_short` None: the parts tell of themselves. `rule` None: it is reached, or they say what is still to come.

    `whole` is the goal's sentence where the heading holds only the beginning of it; `review` None: no day is set for
    looking at it together.
    """

    head: Head
    heading: GoalHeading
    whole: RichText | None
    in_short: str | None
    rule: str | None
    aim: str
    pace: str | None
    review: str | None
    why: RichText | None
    my_words: RichText | None
    outcome: RichText | None
    help_at_home: RichText | None
    parts: tuple[Part, ...]
    criteria: tuple[CriterionLine, ...]
    activities: tuple[ActivityLine, ...]
    evidence: tuple[EvidenceRow, ...]
    supports: tuple[SupportShown, ...]
    builds_on: tuple[Related, ...]
    leads_to: tuple[Related, ...]
    others: tuple[GoalHeading, ...]


def goals(picture: Picture, words: Words) -> tuple[Page, ...]:
    return tuple(_page(goal, picture, words) for goal in picture.goals)


def _page(goal: GoalPicture, picture: Picture, words: Words) -> Page:
    title, content = title_of(goal, words), _content(goal, picture, words)
    return Page(
        kind="goal",
        path=goal_path(goal.goal.id),
        title=title,
        content=content,
        search=(SearchEntry(title=title, text=_found_by(goal, content, picture, words)),),
        tab=words.say("My goal {number}", number=words.number(int(goal.goal.id[1:]))),
    )


def _content(goal: GoalPicture, picture: Picture, words: Words) -> GoalPage:
    written, whole = goal.goal, i_can_of(goal, picture, words)
    return GoalPage(
        head=head_of(in_brief(goal, picture, words), picture, words),
        heading=heading_of(goal, picture, words),
        whole=None if whole == in_brief(goal, picture, words) else whole,
        in_short=of_goal_in_short(goal, words),
        rule=rule_of(goal, picture, words),
        aim=aim_of(goal, words),
        pace=_pace(goal.pace, picture, words) if goal.pace else None,
        review=_review(goal, picture, words),
        why=_block(written.why, picture, words),
        my_words=_block(written.learner_words, picture, words),
        outcome=_block(written.outcome, picture, words),
        help_at_home=_block(written.help_at_home, picture, words),
        parts=tuple(_part(standing, goal, picture, words) for standing in goal.standings),
        criteria=criteria_of(goal, picture, words),
        activities=activities_of(goal, picture, words),
        evidence=tuple(row_of(piece, picture, words) for piece in goal.evidence),
        supports=running_supports(picture, words, goal) if is_worked_on(goal) else (),
        builds_on=related_of(goal.builds_on, picture, words),
        leads_to=related_of(goal.leads_to, picture, words),
        others=tuple(heading_of(other, picture, words) for other in picture.goals if other is not goal),
    )


def _pace(pace: Pace, picture: Picture, words: Words) -> str:
    """In days it is said as of when; and where they are the pathway's, that they are: the goal's own aim is another."""
    if pace.state == "on_plan":
        return pace_sentence(pace, words)
    if any(pace == pathway.pace for pathway in picture.pathways):
        whose = words.say("This is the pace of my whole pathway. Its page tells how it is counted.")
    else:
        whose = stated_on(pace, words)
    return f"{pace_sentence(pace, words)} {whose}"


def _review(goal: GoalPicture, picture: Picture, words: Words) -> str | None:
    """The day set for looking at it together; None: none is set, it has passed, or there is nothing left to look at."""
    day = goal.goal.review_on
    if day is None or day < picture.on or not is_worked_on(goal) or goal.reached_on is not None:
        return None
    return words.say("We look at it together by {day}.", day=words.day(day))


def is_worked_on(goal: GoalPicture) -> bool:
    """A goal that is reached needs no help now, whatever else a support is for."""
    return goal.goal.status in {"active", "paused"}


def _part(standing: Standing, goal: GoalPicture, picture: Picture, words: Words) -> Part:
    standard = standard_of(standing, picture, words)
    return Part(
        heading=standard.statement if len(goal.standings) > 1 else None,
        standard=standard,
        ladder=ladder_of(standing, words.say("I am here"), picture, words),
        level_line=level_line(standing, picture, words),
        in_short=in_short(standing, picture, words),
        working=working_of(standing, picture, words),
        rubric=rubric_of(standing, picture, words),
    )


def _block(text: Text | None, picture: Picture, words: Words) -> RichText | None:
    return block(text, picture, words) if text else None


def _found_by(goal: GoalPicture, content: GoalPage, picture: Picture, words: Words) -> str:
    """Every word a reader would search this page by."""
    codes = (standing.competency.code for standing in goal.standings if standing.competency.code)
    criteria = (criterion.text.text for criterion in content.criteria)
    activities = (activity.title.text for activity in content.activities)
    formal = (statement(each.competency.statement, each.framework, picture, words).text for each in goal.standings)
    return BETWEEN.join((i_can_of(goal, picture, words).text, *codes, *criteria, *activities, *formal))
