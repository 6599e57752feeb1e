"""Which yeses the forge itself confirms: the same person approved a request whose text has the very code.

Only adults of the school have accounts there; a family's and a student's yes stays what somebody wrote down.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from generator.load.agreed_before import Past, text_at
from generator.load.forge_reviews import ForgeReview
from generator.model.agree_standing import ROLES
from generator.model.picture import Picture
from generator.model.text_code import text_code_of
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.plan import Approval


def with_confirmed(
    picture: Picture, past: Callable[[], Past], records: LearnerRecords, reviews: tuple[ForgeReview, ...]
) -> Picture:
    """The picture, with the requests that confirm yeses to this year's plan."""
    plan = picture.plan
    year = next((each for each in records.years if plan and each.plan.school_year == plan.school_year), None)
    if not reviews or year is None:
        return picture
    found = confirmed_in(past(), records, year, (each.approval for each in picture.agreements), reviews)
    requests = {key: review.request for key, review in found.items()}
    agreements = (replace(each, confirmed=requests.get(id(each.approval))) for each in picture.agreements)
    return replace(picture, agreements=tuple(agreements))


def confirmed_in(
    past: Past, records: LearnerRecords, year: PlanYear, approvals: Iterable[Approval], reviews: tuple[ForgeReview, ...]
) -> Mapping[int, ForgeReview]:
    """By the identity of each approval; those that nothing confirms are left out."""
    found: dict[int, ForgeReview] = {}
    for approval in approvals:
        if approval.role in ROLES["school"] and approval.text_code is not None:
            own = (each for each in reviews if each.by == approval.person)
            review = next((each for each in own if is_of(each, approval, past, records, year)), None)
            if review is not None:
                found[id(approval)] = review
    return found


def is_of(review: ForgeReview, approval: Approval, past: Past, records: LearnerRecords, year: PlanYear) -> bool:
    """Whether the text that was reviewed is the one that is written down as agreed to."""
    text = text_at(past, review.commit, records.folder, year.plan.school_year, records.redactions)
    return text is not None and text_code_of(text[0], approval, text[1]) == approval.text_code
