"""Page 1 of a printed plan: what is being learned, what the words mean, how to help, when to meet."""

from dataclasses import dataclass

from generator.model.picture import GoalPicture, Picture
from generator.records.learner import FamilyEntry
from generator.records.school import Scale
from generator.view.charts.glyphs import Glyph
from generator.view.editions.room import Sheet, fitted, lines
from generator.view.goals import Chip, chip_of, goals_of_year, i_can_of, so_far_of, subject_of
from generator.view.levels import LevelSign, level_sign, standing_sign
from generator.view.page import RichText
from generator.view.said import block, given_name, line
from generator.view.shortened import shortened
from generator.words import Words

FIXED = 20.2  # lines that are taken whatever the plan says: masthead, headings, the frame around help
ROW_SIGNS, LEVEL_SIGNS, CHIP_SIGNS, AIM_SIGNS, MEANING_SIGNS = 37, 13, 17, 25, 62  # in a line of each column
GAPS = 1.2  # the line that says that parts are in another language
MOST_SCALES = 2
GIVES_WAY = ((3, 2), (2, 1), (1, 1))  # how many strengths and texts about helping, so that more goals fit
GOALS_FIRST = 4  # as many goals come before the rest
LONGEST_VOICE, LONGEST_HELP = 320, 420


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """`level`, `target` and `chip` None: the goal has no levels, or its pace cannot be said yet.

    `so_far` tells why a goal at its level is not reached yet; None: it is below, or reached. `note` None: nothing needs
    a second look.
    """

    subject: RichText | str
    title: RichText
    level: LevelSign | None
    so_far: str | None
    target: LevelSign | None
    chip: Chip | None
    aim: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelWord:
    """What one sign means. Scales that word the same step differently share its line."""

    glyph: Glyph
    labels: tuple[RichText | str, ...]
    means: RichText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """`no_goals`, `no_strengths`: what happens next where there is nothing yet; None: there is something.

    `more`: how many goals the site shows besides. `voice_by` is the given name under one's own words.
    """

    rows: tuple[GoalRow, ...]
    more: str | None
    no_goals: str | None
    level_words: tuple[LevelWord, ...]
    strengths: tuple[RichText, ...]
    no_strengths: str | None
    voice: RichText | None
    voice_by: str | None
    help: tuple[RichText | str, ...]
    conversation: str
    interpreter: str | None


def glance_of(picture: Picture, family: FamilyEntry | None, sheet: Sheet, words: Words) -> Glance:
    all_strengths, all_help = _strengths(picture, words), _help(picture, family, words)
    voice = shortened(block(picture.voice.text, picture, words), LONGEST_VOICE) if picture.voice else None
    level_words = _level_words(picture, words)
    all_rows = tuple(_row(goal, picture, words) for goal in goals_of_year(picture))
    note = GAPS if words.language != words.base_language else 0
    for most_strengths, most_help in GIVES_WAY:
        strengths, help_ = all_strengths[:most_strengths], all_help[:most_help]
        room = sheet.lines - _lines_taken(strengths, voice, level_words, help_) - note
        rows = fitted(all_rows, _row_lines, room, at_least=2)
        if len(rows.kept) >= min(GOALS_FIRST, len(all_rows)) and sum(map(_row_lines, rows.kept)) <= room:
            break
    return Glance(
        rows=rows.kept,
        more=words.count("and {n} more goal, on the site", "and {n} more goals, on the site", rows.left_out)
        if rows.left_out
        else None,
        no_goals=None if rows.kept else words.say("No goals yet. The first ones are agreed at the next conversation."),
        level_words=level_words,
        strengths=strengths,
        no_strengths=None if strengths else words.say("Nothing is written here yet. Tell us what you see."),
        voice=voice,
        voice_by=given_name(picture, words) if voice else None,
        help=help_,
        conversation=_conversation(picture, words),
        interpreter=_interpreter(family, words),
    )


def _row_lines(row: GoalRow) -> float:
    """The highest of its columns: subject and title, the levels, pace with its day."""
    goal = 0.95 + lines(row.title, ROW_SIGNS)
    signs = [lines(sign.label, LEVEL_SIGNS) for sign in (row.level, row.target) if sign]
    level = max(signs, default=0) + (0.95 if row.so_far else 0)
    pace = lines(row.chip.words, CHIP_SIGNS) if row.chip else 0
    return 0.7 + max(goal, level, pace + 0.95 * (lines(row.aim, AIM_SIGNS) + lines(row.note, AIM_SIGNS)))


def _row(goal: GoalPicture, picture: Picture, words: Words) -> GoalRow:
    main = goal.main
    return GoalRow(
        subject=subject_of(goal, picture, words),
        title=shortened(goal_name(goal, picture, words), 170),
        level=standing_sign(main, picture, words) if main else None,
        so_far=so_far_of(goal, words) if main and main.level and main.level.points >= main.target.points else None,
        target=level_sign(main.target, main.scale, picture, words) if main else None,
        chip=chip_of(goal, words),
        aim=_aim(goal, words),
        note=words.say("Worth another look") if any(each.worth_another_look for each in goal.standings) else None,
    )


def goal_name(goal: GoalPicture, picture: Picture, words: Words) -> RichText:
    """A goal in a few words where the framework has them, else its sentence."""
    main = goal.main
    if main is not None and main.competency.short is not None and goal.goal.i_can is None:
        return line(main.competency.short, picture, words)
    return i_can_of(goal, picture, words)


def _aim(goal: GoalPicture, words: Words) -> str:
    if goal.reached_on is not None:
        return words.day(goal.reached_on, "short")  # the chip says what happened on that day
    return words.say("Aim: {day}", day=words.day(goal.goal.due, "short"))


def _level_words(picture: Picture, words: Words) -> tuple[LevelWord, ...]:
    """The levels of the goals' scales by sign, in the words of the main goal's scale first."""
    by_sign: dict[Glyph, LevelWord] = {}
    for scale in _scales(picture)[:MOST_SCALES]:
        for level in scale.levels:
            sign = level_sign(level, scale, picture, words)
            means = line(level.description, picture, words) if level.description else None
            known = by_sign.get(sign.glyph)
            labels = (*known.labels, sign.label) if known else (sign.label,)
            means = known.means if known and known.means else means
            by_sign[sign.glyph] = LevelWord(glyph=sign.glyph, labels=tuple(dict.fromkeys(labels)), means=means)
    return tuple(by_sign.values())


def _scales(picture: Picture) -> tuple[Scale, ...]:
    """The scales of the goals, the main goal's first; the school's own where no goal has one."""
    of_goals = {goal.main.scale.place: goal.main.scale for goal in picture.goals if goal.main}
    return tuple(of_goals.values()) or (picture.school.scales[picture.school.default_scale],)


def _strengths(picture: Picture, words: Words) -> tuple[RichText, ...]:
    written = picture.learner.profile.strengths if picture.learner.profile else ()
    return tuple(shortened(line(text, picture, words), 240) for text in written)


def _help(picture: Picture, family: FamilyEntry | None, words: Words) -> tuple[RichText | str, ...]:
    """What the goals say about helping, the nearest goal first; else what helps with any goal."""
    written = tuple(goal.goal.help_at_home for goal in picture.goals if goal.goal.status == "active")
    texts = tuple(shortened(block(text, picture, words), LONGEST_HELP) for text in written if text is not None)
    if texts:
        return texts[:1] if lines(texts[0]) > 2 else texts[:2]
    if family is None:
        return (words.say("Say early what would help: time, materials, or somebody to think with."),)
    return (words.say("Ask: What did you work on this week? What was hard? What will you try next?"),)


def _conversation(picture: Picture, words: Words) -> str:
    if picture.next_conference is None:
        return words.say("The day of the next conversation is not set yet. You can ask for one at any time.")
    return words.say("Next conversation: {day}.", day=words.day(picture.next_conference, "full"))


def _interpreter(family: FamilyEntry | None, words: Words) -> str | None:
    if family is None:
        return None
    if family.interpreter:
        return words.say("An interpreter will be with us. It is free.")
    return words.say("Interpreters are free. Just ask.")


def _lines_taken(
    strengths: tuple[RichText, ...],
    voice: RichText | None,
    level_words: tuple[LevelWord, ...],
    help_: tuple[RichText | str, ...],
) -> float:
    """All of page 1 but the table of goals."""
    return (
        FIXED
        + sum(0.3 + max(1, lines(word.means, MEANING_SIGNS)) for word in level_words)
        + sum(0.2 + lines(text) for text in strengths)
        + (1.7 + 1.1 * lines(voice) if voice else 0)
        + sum(0.2 + lines(text) for text in help_)
    )
