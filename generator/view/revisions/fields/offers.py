"""The fields of pathways, catalogues, requirement packs and glossaries."""

from generator.view.revisions.field import Field, Fields, only_staff, under
from generator.view.revisions.fields.rules import COMPLETION

PATHWAY: Fields = {
    "pathway.id": Field("Id", "words", small=True),
    "pathway.title": Field("Title", "text"),
    "pathway.version": Field("Version", "words"),
    "pathway.status": Field("Whether it is in use", "choice"),
    "pathway.kind": Field("What sort of pathway", "choice"),
    "pathway.grades": Field("Grades", "words"),
    "pathway.partners": Field("Partners", "partner", came="New partner: {now}", gone="Partner taken away: {was}"),
    "pathway.requirements": Field(
        "Steps",
        "fields",
        came="New step of the pathway: {which}",
        gone="Step of the pathway taken away: {which}",
        named=("title",),
    ),
    "pathway.requirements.id": Field("Id", "words", small=True),
    "pathway.requirements.title": Field("Title", "text"),
    "pathway.requirements.competencies": Field(
        "Competencies",
        "competency",
        came="Must be reached too: {now}",
        gone="Need not be reached any more: {was}",
    ),
    "pathway.requirements.level": Field("Level", "level"),
    "pathway.requirements.fulfilled_by": Field("Also fulfilled by", "fields"),
    "pathway.requirements.fulfilled_by.any": Field("One of these is enough", "activity"),
    "pathway.requirements.prerequisites": Field("What comes first", "condition"),
    "pathway.requirements.credit": Field("Credit", "number"),
    "pathway.requirements.expected_days": Field("Usual time", "school_days"),
    "pathway.requirements.optional": Field("The pathway can be complete without it", "yes"),
    "pathway.activities": Field("Activities", "activity"),
    "pathway.completion": Field("When the pathway is complete", "fields"),
    **under("pathway.completion", COMPLETION),
    "pathway.awards": Field("Awards", "words", came="New award: {now}", gone="Award taken away: {was}"),
    "pathway.buffer_days": Field("Still on plan: ahead or behind by up to", "school_days"),
}
ACTIVITIES: Fields = {
    "activities.activities": Field(
        "Activities",
        "fields",
        came="New activity",
        gone="Activity taken away",
        named=("title",),
    ),
    "activities.activities.id": Field("Id", "words", small=True),
    "activities.activities.title": Field("What the learner does", "text"),
    "activities.activities.mode": Field("How one learns in it", "choice"),
    "activities.activities.minutes": Field("Minutes", "number"),
    "activities.activities.competencies": Field("What one can learn by it", "competency"),
    "activities.activities.resources": Field(
        "What one needs for it",
        "fields",
        came="New thing to learn with: {which}",
        gone="Thing to learn with taken away: {which}",
        named=("title", "url", "file"),
    ),
    "activities.activities.resources.title": Field("Title", "text"),
    "activities.activities.resources.url": Field("Web address", "words"),
    "activities.activities.resources.file": Field("File", "words"),
    "activities.activities.resources.language": Field("Language", "language"),
    "activities.activities.choice_group": Field("Group of alternatives", "words"),
    "activities.activities.accessibility": Field("Other ways to do it", "text"),
    "activities.activities.languages": Field("Languages", "language"),
}
SUPPORTS: Fields = {
    "supports.supports": Field("Supports", "fields", came="New support", gone="Support taken away", named=("title",)),
    "supports.supports.id": Field("Id", "words", small=True),
    "supports.supports.title": Field("Title", "text"),
    "supports.supports.need": Field("What it is meant to help with", "text"),
    "supports.supports.tier": Field("Tier", "choice"),
    "supports.supports.what": Field("What is done", "text"),
}
PARTNERS: Fields = {
    "partners.partners": Field("Partners", "fields", came="New partner", gone="Partner taken away", named=("name",)),
    "partners.partners.id": Field("Id", "words", small=True),
    "partners.partners.name": Field("Name", "text"),
    "partners.partners.kind": Field("What sort of partner", "words"),
    "partners.partners.offers": Field("What learners can do there", "text"),
}
REQUIREMENTS: Fields = {
    "requirements.id": Field("Id", "words", small=True),
    "requirements.title": Field("Title", "text"),
    "requirements.jurisdiction": Field("Who asks for it", "words"),
    "requirements.grades": Field("Grades", "words"),
    "requirements.source": Field("Source", "fields"),
    "requirements.source.citation": Field("Citation", "words"),
    "requirements.source.url": Field("Web address", "words"),
    "requirements.source.read_on": Field("Read on", "day"),
    "requirements.note": Field("Note", "text"),
    "requirements.rules": Field(
        "Rules", "fields", came="New rule: {which}", gone="Rule taken away: {which}", named=("text",)
    ),
    "requirements.rules.id": Field("Id", "words", small=True),
    "requirements.rules.text": Field("What is asked for", "text"),
    "requirements.rules.citation": Field("Citation", "words"),
    "requirements.rules.applies": Field("Whom it is for", "words"),
    "requirements.rules.grades": Field("Grades", "words"),
    "requirements.rules.when": Field("For which learners only", "choice"),
    "requirements.rules.needs": Field("What must be there", "fields"),
    "requirements.rules.needs.field": Field("Part of the files", "words"),
    "requirements.rules.needs.at_least": Field("At least so many", "number"),
    "requirements.rules.every_days": Field("Again at least every", "days"),
    "requirements.rules.before_grades": Field("Before these grades", "words"),
    "requirements.rules.note": Field("Note", "text"),
}
GLOSSARY: Fields = {
    "glossary.terms": Field(
        "Words", "fields", came="New word: {which}", gone="Word taken away: {which}", named=("term",)
    ),
    "glossary.terms.id": Field("Id", "words", small=True),
    "glossary.terms.term": Field("Word", "words"),
    "glossary.terms.means": Field("Meaning", "words"),
    "glossary.terms.also": Field("Other forms of the word", "words"),
}
OFFERS: Fields = only_staff({**PATHWAY, **ACTIVITIES, **SUPPORTS, **PARTNERS, **REQUIREMENTS, **GLOSSARY})
