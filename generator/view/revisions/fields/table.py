"""All fields of all kinds of files: one table, in which a change finds its words."""

from generator.view.revisions.field import Fields
from generator.view.revisions.fields.evidence import EVIDENCE
from generator.view.revisions.fields.goal import GOAL, GOAL_TEMPLATES

FIELDS: Fields = {**GOAL, **EVIDENCE, **GOAL_TEMPLATES}
