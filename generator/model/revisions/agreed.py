"""What somebody has agreed to: a change of it makes their yes one to other words, and they are asked again.

Which fields those are is what a text code is made of (`model/text_code.py`); a yes that is given anew in the same
change is one to the new words.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from generator.model.text_code import WHOLE_PLAN
from generator.records.commons import LearnerRecords
from generator.records.revision import FieldRevision, FileRevision, Value
from generator.records.school import LearnerId

Records: TypeAlias = Mapping[LearnerId, LearnerRecords]
Part: TypeAlias = tuple[LearnerId, str, str]  # learner, school year, "plan" or the id of a goal
Agreed: TypeAlias = frozenset[Part]

OF_GOAL = (
    *("goal.competencies", "goal.i_can", "goal.learner_words", "goal.why", "goal.help_at_home"),
    *("goal.success_criteria", "goal.start", "goal.due", "goal.review_on", "goal.activities"),
)
OF_PLAN = (
    *("plan.pathways", "plan.program_of_study.course", "plan.program_of_study.term", "plan.postsecondary"),
    *("plan.experiences.partner", "plan.experiences.what", "plan.experiences.from", "plan.experiences.to"),
    "plan.experiences.hours_agreed",
)
WHOLE_ENTRIES = ("plan.program_of_study", "plan.experiences")  # that one came or went; not all that is in it
COURSE_OF_THINGS = ("goal.activities.status", "goal.activities.done_on", "goal.activities.from")


def agreed_before(files: tuple[FileRevision, ...], learners: Records) -> Agreed:
    """What had been agreed to before these changes, as far as it is not agreed to anew by them."""
    known = {part for learner in learners.values() for part in in_records(learner)}
    plans = tuple(file for file in files if file.schema == "plan" and file.learner is not None)
    known |= {part for file in plans for part in in_file(file, approvals_in(file.before))}
    renewed = {
        part for file in plans for part in in_file(file, (what.after for what in file.fields if is_new_approval(what)))
    }
    return frozenset(known - renewed)


def is_new_approval(what: FieldRevision) -> bool:
    return what.field == "plan.approvals" and what.did == "set"


def in_records(learner: LearnerRecords) -> Iterator[Part]:
    for year in learner.years:
        for approval in year.plan.approvals:
            yield from ((learner.learner.learner, year.plan.school_year, part) for part in approval.covers)


def approvals_in(plan: Value | None) -> Iterator[Value]:
    found = plan.get("approvals") if isinstance(plan, Mapping) else None
    if found is not None and not isinstance(found, str | Mapping):
        yield from found


def in_file(file: FileRevision, approvals: Iterator[Value | None]) -> Iterator[Part]:
    for approval in approvals:
        covers = approval.get("covers") if isinstance(approval, Mapping) else None
        if file.learner is not None and covers is not None and not isinstance(covers, str | Mapping):
            yield from ((file.learner, year_of(file.file), str(part)) for part in covers)


def year_of(file: str) -> str:
    """The school year in whose folder a plan, or a goal's folder, lies."""
    folders = file.split("/")[:-1]
    return folders[-2] if folders[-1:] == ["goals"] else folders[-1]


def changes_agreed(file: FileRevision, what: FieldRevision, agreed: Agreed) -> bool:
    if file.learner is None or file.did != "changed":
        return False
    match file.schema:
        case "goal" if is_text_of_goal(what.field):
            part = file.file.rpartition("/")[2].removesuffix(".yml")
        case "plan" if is_text_of_plan(what.field):
            part = WHOLE_PLAN
        case _:
            return False
    return (file.learner, year_of(file.file), part) in agreed


def is_text_of_goal(field: str) -> bool:
    return is_in(field, OF_GOAL) and not is_in(field, COURSE_OF_THINGS)


def is_text_of_plan(field: str) -> bool:
    return is_in(field, OF_PLAN) or field in WHOLE_ENTRIES


def is_in(field: str, fields: tuple[str, ...]) -> bool:
    return any(field == each or field.startswith(f"{each}.") for each in fields)
