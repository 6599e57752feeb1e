"""Which field of which kind of file names something of the school, and of what kind that is.

A path leads from the top of a file: `[]` an entry of a list, `{}` a value under a key of one's own.
"""

from collections.abc import Mapping

# What is told is offered and must be one of them; what stands in OFFERED may also be new, or lie in the same file.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "school": {"requirements[]": "requirement pack", "course_map{}[]": "competency"},
    "scores": {
        "group": "group",
        "assessor": "person or role",
        "assessments[].competencies[]": "competency",
        "assessments[].assessor": "person or role",
    },
    "group": {"members[].learner": "learner", "staff[].person": "person"},
    "pathway": {
        "partners[]": "partner",
        "requirements[].competencies[]": "competency",
        "requirements[].level": "level",
        "activities[]": "activity",
    },
    "activities": {"activities[].competencies[]": "competency"},
    "goals": {
        "goals[].competencies[].ref": "competency",
        "goals[].competencies[].target": "level",
        "goals[].activities[].activity": "activity",
    },
    "learner": {
        "family[].person[]": "person",
        "team[].person": "person",
        "consents[].by": "person",
        "accepted[].ref": "competency",
        "accepted[].level": "level",
        "accepted[].by": "person",
    },
    "plan": {
        "school_year": "school year",
        "frameworks[]": "framework",
        "pathways[].pathway": "pathway",
        "experiences[].partner": "partner",
        "experiences[].mentor": "person",
        "experiences[].competencies[]": "competency",
        "judgements[].competency": "competency",
        "judgements[].level": "level",
        "judgements[].by": "person",
        "reached[].competency": "competency",
        "reached[].level": "level",
        "reached[].by": "person",
        "fulfilled[].by": "person",
        "requirements[]": "requirement pack",
        "reviews[].by": "person",
        "approvals[].person": "person",
        "notices[].person": "person",
        "notices[].by": "person",
    },
    "goal": {
        "competencies[].ref": "competency",
        "competencies[].target": "level",
        "activities[].activity": "activity",
    },
    "conference": {"led_by": "person or role", "attendees[]": "person or role"},
    "evidence": {
        "evidence[].activity": "activity",
        "evidence[].partner": "partner",
        "evidence[].results[].competency": "competency",
        "evidence[].results[].level": "level",
        "evidence[].self_level": "level",
        "evidence[].assessor": "person or role",
        "evidence[].excluded.by": "person",
    },
    "support": {
        "catalogue": "support of the library",
        "competencies[]": "competency",
        "who": "person",
        "checks[].by": "person",
        "decisions[].by": "person",
    },
    "staff": {"notes[].by": "person", "linked_plans[].owner": "person", "seen[].by": "person"},
    "issued": {"issued[].term": "term"},
    "requirements": {"rules[].needs.field": "part of a plan"},
}
OFFERED: Mapping[str, Mapping[str, str]] = {
    "school": {"default_scale": "scale"},
    "framework": {"scale": "scale", "language": "language"},
    "learner": {
        "enrolment[].grade": "grade",
        "languages[]": "language",
        "site_language": "language",
        "family[].language": "language",
    },
    "plan": {"fulfilled[].pathway": "pathway", "experiences[].agreement.by[]": "person", "frozen.by": "person"},
    "redactions": {"redactions[].by": "person"},
    "migration": {"moves[].from[]": "competency", "moves[].to[]": "competency"},
}
