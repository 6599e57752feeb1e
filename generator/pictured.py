"""What git knows of the yeses in a learner's picture: the same for a site, a printed plan and what goes home.

Whoever prints a box to sign prints beside it what has been changed since this home said yes.
"""

from collections.abc import Callable

from generator.editing.agreeing.confirmed import with_confirmed
from generator.editing.agreeing.since import with_since
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.records.commons import LearnerRecords
from generator.workshop import Workshop


def with_yeses(picture: Picture, shop: Workshop, records: LearnerRecords, unsayable: Callable[[str], bool]) -> Picture:
    """With what was changed since each yes, and which of them the forge confirms.

    `unsayable`: what nobody who gets this may read.
    """
    told = with_since(picture, lambda: shop.plans_past, records, shop.school.commons, unsayable)
    return with_confirmed(told, lambda: shop.plans_past, records, shop.reviews)


def picture_on_paper(shop: Workshop, records: LearnerRecords) -> Picture:
    """For papers alone: they say where words were changed and never what they were before, so no old word is kept."""
    school = shop.school
    people = people_for(records, school.people)
    picture = picture_of(records, school.commons, people, school.on, school.groundwork)
    return with_yeses(picture, shop, records, lambda _: True)
