"""The words that somebody agreed to, found in the history; and what has been changed in them since."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from generator.editing.agreeing.papers import languages_of
from generator.load.agreed_before import Earlier, Past, earlier_texts
from generator.model.agree_since import NOT_SHOWN, Difference, Reader, Since, differences
from generator.model.picture import Picture
from generator.model.text_code import agreed_in, code_of
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.plan import Approval
from generator.records.text import LanguageTag, Text


def with_since(
    picture: Picture,
    past: Callable[[], Past],
    records: LearnerRecords,
    commons: Commons,
    unsayable: Callable[[str], bool],
) -> Picture:
    """The picture, with what has been changed since each yes that is no longer to today's words.

    `unsayable`: what no page of this learner may say, such as the name of another one that once stood there.
    """
    stale = tuple(each.approval for each in picture.agreements if each.current is False)
    plan = picture.plan
    year = next((each for each in records.years if plan and each.plan.school_year == plan.school_year), None)
    if not stale or year is None:
        return picture
    found = since_each(past(), records, year, stale, commons)
    told = {key: replace(each, differences=sayable(each.differences, unsayable)) for key, each in found.items()}
    agreements = (replace(each, since=told.get(id(each.approval))) for each in picture.agreements)
    return replace(picture, agreements=tuple(agreements))


def sayable(found: tuple[Difference, ...], unsayable: Callable[[str], bool]) -> tuple[Difference, ...]:
    """That something was there is no secret; what it said may be."""

    def hidden(words: Text | str | None) -> bool:
        return any(map(unsayable, spoken(words)))

    return tuple(
        replace(
            each,
            before=NOT_SHOWN if hidden(each.before) else each.before,
            of=None if hidden(each.of) else each.of,
        )
        for each in found
    )


def spoken(words: Text | str | None) -> tuple[str, ...]:
    if isinstance(words, Text):
        return tuple(version.text for version in words.versions.values())
    return () if words is None else (words,)


def since_each(
    past: Past, records: LearnerRecords, year: PlanYear, approvals: Iterable[Approval], commons: Commons
) -> Mapping[int, Since]:
    """By the identity of each approval; what git no longer has is left out."""
    found = {id(each): since_of(past, records, year, each, commons) for each in approvals}
    return {key: since for key, since in found.items() if since is not None}


def since_of(past: Past, records: LearnerRecords, year: PlanYear, approval: Approval, commons: Commons) -> Since | None:
    """The words with the code that was agreed to; where none was written down, those that stood there on the day."""
    learner, zone = records.learner.learner, commons.calendar.timezone
    languages = languages_of(records, commons)
    for text in earlier_texts(past, learner, year.plan.school_year, zone, records.redactions, approval.on):
        if approval.text_code is None:
            language = approval.language or commons.school.languages[0]
            return since(text, year, approval, language, commons, sure=False) if text.on <= approval.on else None
        found = language_in(text, approval, languages)
        if found is not None:
            return since(text, year, approval, found, commons, sure=True)
    return None


def language_in(text: Earlier, approval: Approval, languages: tuple[LanguageTag, ...]) -> LanguageTag | None:
    """The language in which this text has the code that was agreed to; None: it has not."""
    own = text.commons.school.languages[0]
    agreed = agreed_in(text.year, text.commons)
    wanted = (approval.language,) if approval.language else (own, *languages)
    sets = dict.fromkeys((approval.covers, in_force(text)))
    return next(
        (tag for tag in wanted for covers in sets if code_of(agreed, covers, tag, own) == approval.text_code), None
    )


def in_force(text: Earlier) -> tuple[str, ...]:
    """What an edition of this text asked for, also what has gone since."""
    return ("plan", *(goal.id for goal in text.year.goals if goal.status != "dropped"))


def since(
    text: Earlier, year: PlanYear, approval: Approval, language: LanguageTag, commons: Commons, *, sure: bool
) -> Since:
    then = agreed_in(text.year, text.commons)
    return Since(
        read_on=text.on,
        sure=sure,
        differences=differences(
            then,
            agreed_in(year, commons),
            approval.covers,
            Reader(language=language, own=commons.school.languages[0]),
            Reader(language=language, own=text.commons.school.languages[0]),
        ),
    )
