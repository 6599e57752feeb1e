"""The fields of the school's settings, its calendar, people, groups and tables of scores. None of them goes home."""

from generator.view.revisions.field import UNTIL, Field, Fields, only_staff, under
from generator.view.revisions.fields.rules import CALCULATION, EVIDENCE_RULE, SCALE

CLOCK: Fields = {
    "stalled_after": Field("A goal without evidence is brought up after", "school_days"),
    "waiting_evidence_after": Field("Work that nobody has looked at is brought up after", "school_days"),
    "overdue_after": Field("What is overdue is brought up after", "school_days"),
    "not_yet_in_a_row": Field("Results below the aim in a row that are brought up", "number"),
    "prerequisite_after": Field("What a goal builds on is brought up after", "school_days"),
    "support_check_after": Field("A late decision about a support is brought up after", "school_days"),
    "review_within": Field("After a change of school or grade a plan is looked at within", "school_days"),
    "conference_every": Field("A missing conversation is brought up after", "school_days"),
    "thin_evidence_after": Field("Thin evidence is brought up after", "school_days"),
    "due_within": Field("What was brought up is to be dealt with within", "school_days"),
    "per_week": Field("Most findings for one adult in a week", "number"),
}
SCHOOL: Fields = {
    "school.format": Field("Format of the files", "number", small=True),
    "school.requires": Field("Versions of Pathbook that may read this school", "words"),
    "school.name": Field("Name of the school", "text"),
    "school.languages": Field(
        "Languages of the school",
        "language",
        came="New language of the school: {now}",
        gone="No longer a language of the school: {was}",
    ),
    "school.grades": Field("Grades", "words"),
    "school.scales": Field("Scales", "fields"),
    "school.scales.*": Field("Scale", "fields", came="New scale: {which}", gone="Scale taken away: {which}"),
    **under("school.scales.*", SCALE),
    "school.default_scale": Field("Usual scale", "words"),
    "school.calculation": Field("How levels are worked out", "fields"),
    **under("school.calculation", CALCULATION),
    "school.evidence_rule": Field("How much evidence a level needs", "fields"),
    **under("school.evidence_rule", EVIDENCE_RULE),
    "school.reached": Field("When a level counts as reached", "fields"),
    "school.reached.confirm": Field("Who says that a level is reached", "choice"),
    "school.pace": Field("Pace", "fields"),
    "school.pace.buffer_days": Field("Still on plan: ahead or behind by up to", "school_days"),
    "school.review": Field("How often plans are looked at together", "fields"),
    "school.review.every_days": Field("Plans are looked at together at least every", "school_days"),
    "school.review.at_transitions": Field("Plans are also looked at when a learner changes school or stage", "yes"),
    "school.clock": Field("When adults are told that something waits", "fields"),
    **under("school.clock", CLOCK),
    "school.policy": Field("What files and links may be", "fields"),
    "school.policy.link_hosts": Field(
        "Hosts for links", "words", came="Links may lead to: {now}", gone="Links may no longer lead to: {was}"
    ),
    "school.policy.max_file_mb": Field("Largest file, in megabytes", "number"),
    "school.policy.media_types": Field(
        "Kinds of files", "words", came="Allowed kind of file: {now}", gone="Kind of file no longer allowed: {was}"
    ),
    "school.publish": Field("Publishing", "fields"),
    "school.publish.base_url": Field("Web address of the plans", "words"),
    "school.publish.access": Field("How pages are protected", "choice"),
    "school.publish.preview_key": Field("Key that staff preview with", "words"),
    "school.requirements": Field(
        "Requirement packs",
        "pack",
        came="Requirement pack that applies from now on: {now}",
        gone="Requirement pack that no longer applies: {was}",
    ),
    "school.course_map": Field("What courses teach", "fields"),
    "school.course_map.*": Field("Competencies of the course", "competency"),
}
CALENDAR: Fields = {
    "calendar.timezone": Field("Time zone", "words"),
    "calendar.years": Field("School years", "fields"),
    "calendar.years.*": Field(
        "School year", "fields", came="New school year: {which}", gone="School year taken away: {which}"
    ),
    "calendar.years.*.start": Field("First school day", "day"),
    "calendar.years.*.finish": Field("Last school day", "day"),
    "calendar.years.*.weekdays": Field(
        "School days", "weekday", came="School from now on: {now}", gone="No more school: {was}"
    ),
    "calendar.years.*.terms": Field(
        "Terms", "fields", came="New term: {which}", gone="Term taken away: {which}", named=("id",)
    ),
    "calendar.years.*.terms.id": Field("Id", "words", small=True),
    "calendar.years.*.terms.start": Field("First day", "day"),
    "calendar.years.*.terms.finish": Field("Last day", "day"),
    "calendar.years.*.closed": Field(
        "Days without school",
        "fields",
        came="New days without school: {which}",
        gone="No longer without school: {which}",
        named=("from", "+to", "+why"),
    ),
    "calendar.years.*.closed.from": Field("First day", "day"),
    "calendar.years.*.closed.to": Field("Last day", "day"),
    "calendar.years.*.closed.why": Field("What it is for", "text"),
}
PEOPLE: Fields = {
    "people.*": Field("Person", "fields", came="New person", gone="Person taken away", key="person"),
    "people.*.name": Field("Full name", "fields"),
    "people.*.name.*": Field("Full name", "words", key="language"),
    "people.*.given": Field("Given name", "fields"),
    "people.*.given.*": Field("Given name", "words", key="language"),
    "people.*.roles": Field("Roles", "words"),
    "people.*.numbers": Field("Numbers in other systems", "fields"),
    "people.*.numbers.*": Field("Number", "words"),
    "people.*.contact": Field("Contact", "fields"),
    "people.*.contact.email": Field("E-mail", "words"),
    "people.*.contact.phone": Field("Phone", "words"),
}
GROUP: Fields = {
    "group.id": Field("Id", "words", small=True),
    "group.title": Field("Title", "text"),
    "group.kind": Field("What sort of group", "choice"),
    "group.members": Field(
        "Learners",
        "fields",
        came="New in the group: {which}",
        gone="No longer in the group: {which}",
        named=("learner",),
    ),
    "group.members.learner": Field("Learner", "person"),
    "group.members.from": Field("First day", "day"),
    "group.members.to": UNTIL,
    "group.staff": Field(
        "Adults",
        "fields",
        came="New adult of the group: {which}",
        gone="No longer an adult of the group: {which}",
        named=("person",),
    ),
    "group.staff.person": Field("Person", "person"),
    "group.staff.role": Field("What they do", "choice"),
    "group.staff.from": Field("First day", "day"),
    "group.staff.to": UNTIL,
}
SCORES: Fields = {
    "scores.id": Field("Id", "words", small=True),
    "scores.columns": Field("Columns", "words"),
    "scores.group": Field("Group", "group"),
    "scores.kind": Field("What sort of evidence", "choice"),
    "scores.context": Field("Where it was seen", "choice"),
    "scores.assessor": Field("Who looked at it", "person"),
    "scores.as": Field("How its cells are read", "choice"),
    "scores.percent": Field("Percent at which levels begin", "fields"),
    "scores.percent.*": Field("Begins at", "percent", key="level"),
    "scores.words": Field("Levels that words stand for", "fields"),
    "scores.words.*": Field("Level", "level"),
    "scores.decimal": Field("Decimal sign", "choice"),
    "scores.days": Field("Order of days", "choice"),
    "scores.assessments": Field(
        "Assessments",
        "fields",
        came="New assessment: {which}",
        gone="Assessment taken away: {which}",
        named=("title",),
    ),
    "scores.assessments.title": Field("Title", "words"),
    "scores.assessments.called": Field("Title of the evidence", "text"),
    "scores.assessments.competencies": Field("Competencies", "competency"),
    "scores.assessments.on": Field("Day", "day"),
    "scores.assessments.kind": Field("What sort of evidence", "choice"),
    "scores.assessments.context": Field("Where it was seen", "choice"),
    "scores.assessments.assessor": Field("Who looked at it", "person"),
    "scores.assessments.as": Field("How its cells are read", "choice"),
    "scores.assessments.out_of": Field("Most points", "number"),
    "scores.left_out": Field("Assessments that are left out", "words"),
}
OF_THE_SCHOOL: Fields = only_staff({**SCHOOL, **CALENDAR, **PEOPLE, **GROUP, **SCORES})
