"""The fields of a learner's own file, and what is said when they become different.

All homes of a learner read the same page of changes: what concerns one home, its rights and its codes, goes to none.
"""

from generator.view.revisions.field import UNTIL, Field, Fields, only_staff

FAMILY: Fields = {
    "learner.family": Field(
        "Homes", "fields", came="New home: {which}", gone="Home taken away: {which}", named=("person", "id")
    ),
    "learner.family.id": Field("Id", "words", small=True),
    "learner.family.person": Field(
        "Adults of this home",
        "person",
        came="Adult of a home added: {now}",
        gone="Adult of a home taken away: {was}",
    ),
    "learner.family.language": Field("Language", "language"),
    "learner.family.paper": Field("Paper", "choice"),
    "learner.family.print": Field("Size of the print", "choice"),
    "learner.family.rights": Field("What this home may see", "choice"),
    "learner.family.may_sign": Field("May sign", "yes"),
    "learner.family.interpreter": Field("Interpreter", "yes"),
    "learner.family.from": Field("First day", "day"),
    "learner.family.to": UNTIL,
    "learner.rights_holder": Field("Rights holder", "fields"),
    "learner.rights_holder.who": Field(
        "Who holds the rights",
        "choice",
        turned={
            "parents": "The parents hold the rights over these records",
            "student": "The student holds the rights over these records",
        },
    ),
    "learner.rights_holder.from": Field("From this day", "day"),
    "learner.rights_holder.parents_may_see": Field("Parents may see", "yes"),
    "learner.household": Field("Household", "words"),
}
ACCESS: Fields = {
    "learner.access": Field("Access", "fields"),
    "learner.access.epoch": Field("Times that all codes were renewed", "number", small=True),
    "learner.access.slots": Field("Codes", "fields"),
    "learner.access.slots.*": Field(
        "Code",
        "number",
        came="Can read the plan with a code from now on: {which}",
        changed="New code for: {which}",
        gone="Can no longer read the plan with a code: {which}",
        key="person",
    ),
    "learner.consents": Field(
        "Consents", "fields", came="Asked and answered: {which}", gone="No longer there: {which}", named=("what",)
    ),
    "learner.consents.what": Field("What was asked", "text"),
    "learner.consents.given": Field(
        "Was the answer yes?",
        "yes",
        turned={"true": "The answer is now yes: {which}", "false": "The answer is now no: {which}"},
    ),
    "learner.consents.by": Field("Who answered", "person"),
    "learner.consents.on": Field("Answered on", "day"),
    "learner.consents.until": Field("Holds until", "day"),
    "learner.retain_until": Field("Keep until", "day"),
}
BROUGHT_OVER: Fields = {
    "learner.migrations": Field(
        "Migrations",
        "fields",
        came="Plan brought to a newer version of its standards: {which}",
        gone="Plan no longer noted as brought to a newer version of its standards: {which}",
        named=("to", "+on"),
    ),
    "learner.migrations.to": Field("To", "framework"),
    "learner.migrations.on": Field("On", "day"),
    "learner.migrations.goals": Field("Goals", "fields", small=True),
    "learner.migrations.goals.*": Field("Competencies before", "fields", key="goal", small=True),
    "learner.migrations.goals.*.ref": Field("Competency", "competency", small=True),
    "learner.migrations.goals.*.target": Field("Target", "level", small=True),
    "learner.migrations.frameworks": Field("Frameworks", "fields", small=True),
    "learner.migrations.frameworks.*": Field("Frameworks before", "framework", small=True),
    "learner.migrations.supports": Field("Supports", "fields", small=True),
    "learner.migrations.supports.*": Field("Competencies before", "competency", small=True),
    "learner.migrations.team": Field("Team", "fields", named=("person",), small=True),
    "learner.migrations.team.person": Field("Person", "person", small=True),
    "learner.migrations.team.for": Field("For which subjects", "framework", small=True),
}
PROFILE: Fields = {
    "learner.profile": Field("Profile", "fields"),
    "learner.profile.strengths": Field(
        "Strengths", "text", came="New strength: {now}", gone="Strength taken away: {was}"
    ),
    "learner.profile.interests": Field(
        "Interests", "text", came="New interest: {now}", gone="Interest taken away: {was}"
    ),
    "learner.profile.needs": Field(
        "Needs", "text", came="New, what helps to learn: {now}", gone="No longer said to help: {was}"
    ),
    "learner.profile.preferences": Field(
        "Preferences", "text", came="New, how the learner likes to work: {now}", gone="Preference taken away: {was}"
    ),
    "learner.profile.aspirations": Field("Hopes", "text", came="New hope: {now}", gone="Hope taken away: {was}"),
    "learner.profile.accommodations": Field(
        "Accommodations",
        "fields",
        came="New, what is done differently: {which}",
        gone="No longer done differently: {which}",
        named=("text",),
        home=False,
    ),
    "learner.profile.accommodations.text": Field("What is done differently", "text", home=False),
    "learner.profile.accommodations.show": Field("Shown on the page About me", "yes", home=False),
}
TEAM: Fields = {
    "learner.team": Field(
        "Adults beside the learner",
        "fields",
        came="New adult beside the learner: {which}",
        gone="No longer beside the learner: {which}",
        named=("person", "+role"),
    ),
    "learner.team.person": Field("Person", "person"),
    "learner.team.role": Field("What they do", "choice"),
    "learner.team.for": Field("For which subjects", "framework"),
    "learner.team.from": Field("First day", "day"),
    "learner.team.to": UNTIL,
}
LEARNER: Fields = {
    "learner.learner": Field("Learner id", "words", home=False, small=True),
    "learner.kind": Field("Who learns here", "choice"),
    "learner.stage": Field("Wording of the pages", "choice"),
    "learner.enrolment": Field(
        "Schools and grades",
        "fields",
        came="New school or grade: {which}",
        gone="School or grade taken away: {which}",
        named=("school", "+grade"),
    ),
    "learner.enrolment.school": Field("School", "words"),
    "learner.enrolment.grade": Field("Grade", "words"),
    "learner.enrolment.from": Field("First day", "day"),
    "learner.enrolment.to": UNTIL,
    "learner.enrolment.reason": Field("Reason", "text", home=False),
    **only_staff(
        {
            "learner.away": Field(
                "Days away from school",
                "fields",
                came="Days away from school: {which}",
                gone="No longer away from school: {which}",
                named=("from",),
            ),
            "learner.away.from": Field("First day", "day"),
            "learner.away.to": Field("Last day", "day"),
        }
    ),
    "learner.languages": Field(
        "Languages the learner speaks",
        "language",
        came="New language the learner speaks: {now}",
        gone="No longer among the languages the learner speaks: {was}",
    ),
    "learner.site_language": Field("Language of the site", "language"),
    **only_staff(FAMILY),
    **TEAM,
    **PROFILE,
    "learner.accepted": Field(
        "Brought along from another school",
        "fields",
        came="Brought along from another school: {which}",
        gone="No longer brought along from another school: {which}",
        named=("ref",),
    ),
    "learner.accepted.ref": Field("Competency", "competency"),
    "learner.accepted.level": Field("Level", "level"),
    "learner.accepted.from_school": Field("From school", "words"),
    "learner.accepted.by": Field("Accepted by", "person"),
    "learner.accepted.on": Field("Accepted on", "day"),
    **only_staff(ACCESS),
    **only_staff(BROUGHT_OVER),
}
