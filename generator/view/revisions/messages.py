"""All messages of the tables by which a change is told: for translators, and for the test of the catalogues."""

from generator.view.revisions.choice_words import CHOICES, CHOICES_AT
from generator.view.revisions.fields.table import FIELDS
from generator.view.revisions.other_files import FILE, KINDS
from generator.view.revisions.warnings import WARNINGS
from generator.view.revisions.whole import OF_ENTRIES, OTHER, TITLES, WHOLE


def messages() -> frozenset[str]:
    sentences = (said for each in FIELDS.values() for said in (each.came, each.changed, each.gone) if said)
    return frozenset(
        (
            *(each.label for each in FIELDS.values()),
            *sentences,
            *(said for each in FIELDS.values() for said in each.turned.values()),
            *(said for pair in (*WHOLE.values(), OTHER) for said in pair),
            *TITLES.values(),
            *OF_ENTRIES.values(),
            *WARNINGS.values(),
            *(said for _, sayings in (*KINDS, (None, FILE)) for said in sayings.values()),
            *CHOICES.values(),
            *CHOICES_AT.values(),
        )
    )
