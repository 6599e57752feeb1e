"""All fields of all kinds of files: one table, in which a change finds its words."""

from generator.view.revisions.field import Fields
from generator.view.revisions.fields.beside import BESIDE
from generator.view.revisions.fields.evidence import EVIDENCE
from generator.view.revisions.fields.goal import GOAL, GOAL_TEMPLATES
from generator.view.revisions.fields.learner import LEARNER
from generator.view.revisions.fields.offers import OFFERS
from generator.view.revisions.fields.plan import PLAN
from generator.view.revisions.fields.school import OF_THE_SCHOOL
from generator.view.revisions.fields.standards import STANDARDS

FIELDS: Fields = {
    **GOAL,
    **EVIDENCE,
    **PLAN,
    **LEARNER,
    **BESIDE,
    **OF_THE_SCHOOL,
    **STANDARDS,
    **OFFERS,
    **GOAL_TEMPLATES,
}
