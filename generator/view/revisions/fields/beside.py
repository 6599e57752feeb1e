"""The fields of conversations, supports, papers sent home, staff files and redactions, and what is said of them."""

from generator.view.revisions.field import UNTIL, Field, Fields, only_staff

CONFERENCE: Fields = {
    "conference.on": Field("Day", "day"),
    "conference.kind": Field("Kind of conversation", "choice"),
    "conference.led_by": Field("Led by", "person"),
    "conference.attendees": Field(
        "Who was there", "person", came="Was there too: {now}", gone="Was not there: {was}", home=False
    ),
    "conference.goals": Field(
        "Goals that were talked about", "goal", came="Also talked about: {now}", gone="Not talked about: {was}"
    ),
    "conference.evidence_shown": Field(
        "Evidence that was looked at", "piece", came="Also looked at: {now}", gone="Not looked at: {was}"
    ),
    "conference.notes": Field("What was said", "text"),
    "conference.decisions": Field(
        "What was agreed", "text", came="Newly agreed: {now}", gone="No longer among what was agreed: {was}"
    ),
    "conference.next_on": Field(
        "Next conversation on",
        "planned_day",
        came="The next conversation is on {now}",
        changed="The next conversation is on {now} instead of {was}: {far}",
        gone="No day for the next conversation any more (it was {was})",
    ),
}
SUPPORT: Fields = {
    "support.id": Field("Id", "words", home=False, small=True),
    "support.catalogue": Field("A support of the school", "support"),
    "support.what": Field("Or in own words", "text"),
    "support.need": Field("What it is meant to help with", "text"),
    "support.competencies": Field(
        "Competencies", "competency", came="It is also to help with: {now}", gone="No longer to help with: {was}"
    ),
    "support.who": Field(
        "Who does it",
        "person",
        came="Done by: {now}",
        changed="Done by: {now} instead of {was}",
        gone="Nobody is named any more who does it (it was {was})",
    ),
    "support.frequency": Field("How often", "text"),
    "support.start": Field(
        "First day",
        "planned_day",
        came="Begins on {now}",
        changed="Begins on {now} instead of {was}: {far}",
        gone="No first day any more (it was {was})",
    ),
    "support.check_on": Field(
        "Look again on",
        "planned_day",
        came="Looked at together on {now}",
        changed="Looked at together on {now} instead of {was}: {far}",
        gone="No day to look at it together any more (it was {was})",
    ),
    "support.ends_on": Field(
        "Ends on",
        "planned_day",
        came="Ends on {now}",
        changed="Ends on {now} instead of {was}: {far}",
        gone="No last day any more (it was {was})",
    ),
    "support.measure": Field("What shows whether it helps", "fields"),
    "support.measure.what": Field("What is measured", "text"),
    "support.measure.unit": Field("Unit", "text"),
    "support.measure.baseline": Field("At the start", "number"),
    "support.measure.aim": Field("Aim", "number"),
    "support.checks": Field(
        "What was measured so far",
        "fields",
        came="New measurement: {which}",
        gone="Measurement taken away: {which}",
        named=("value", "+on"),
    ),
    "support.checks.on": Field("Day", "day"),
    "support.checks.value": Field("Value", "number"),
    "support.checks.by": Field("Measured by", "person"),
    "support.decisions": Field(
        "What was decided",
        "fields",
        came="New decision: {which}",
        gone="Decision taken away: {which}",
        named=("decide", "+on"),
    ),
    "support.decisions.on": Field("Decided on", "day"),
    "support.decisions.decide": Field("Decision", "choice"),
    "support.decisions.by": Field("Decided by", "person"),
    "support.decisions.reason": Field("Reason", "text"),
    "support.decisions.next_check_on": Field("Look again on", "planned_day"),
    "support.effect": Field("Effect", "choice"),
    "support.reason": Field("Reason", "text"),
    "support.from": Field("Copied from", "words", home=False, small=True),
}
ISSUED: Fields = {
    "issued.issued": Field(
        "Sent home",
        "fields",
        came="Papers sent home: {which}",
        gone="Papers no longer noted as sent home: {which}",
        named=("on",),
    ),
    "issued.issued.term": Field("Term", "words"),
    "issued.issued.on": Field("Sent on", "day"),
    **only_staff(
        {
            "issued.issued.edition": Field("Document", "words"),
            "issued.issued.number": Field("Number of the edition", "number"),
            "issued.issued.how": Field("How", "choice"),
            "issued.issued.digest": Field("Digest", "words", small=True),
            "issued.issued.content": Field("Digest of the content", "words", small=True),
            "issued.issued.text_code": Field("Code beside the signature", "words", small=True),
            "issued.issued.commit": Field("Commit", "words", small=True),
            "issued.issued.corrects": Field("Takes the place of edition", "number"),
        }
    ),
}
STAFF: Fields = {
    "staff.notes": Field("Notes", "fields", came="New note: {which}", gone="Note taken away: {which}", named=("text",)),
    "staff.notes.on": Field("Day", "day"),
    "staff.notes.by": Field("Written by", "person"),
    "staff.notes.text": Field("Text", "text"),
    "staff.linked_plans": Field(
        "Other plans", "fields", came="Another plan exists: {which}", gone="No longer there: {which}", named=("kind",)
    ),
    "staff.linked_plans.kind": Field("What sort of plan", "choice"),
    "staff.linked_plans.owner": Field("Who keeps it", "person"),
    "staff.linked_plans.reference": Field("Where it is kept", "words"),
    "staff.tiers": Field("Tiers of help", "fields", named=("area", "+tier")),
    "staff.tiers.tier": Field("Tier", "choice"),
    "staff.tiers.area": Field("What it is about", "words"),
    "staff.tiers.from": Field("First day", "day"),
    "staff.tiers.to": UNTIL,
    "staff.seen": Field(
        "Findings put aside",
        "fields",
        came="Finding put aside: {which}",
        gone="Finding no longer put aside: {which}",
        named=("finding",),
    ),
    "staff.seen.finding": Field("Finding", "words"),
    "staff.seen.by": Field("Seen by", "person"),
    "staff.seen.until": Field("Comes back on", "day"),
    "staff.seen.reason": Field("Reason", "text"),
}
REDACTIONS: Fields = {
    "redactions.redactions": Field(
        "What must not be shown again",
        "fields",
        came="Not to be shown again: {which}",
        gone="To be shown again: {which}",
        named=("evidence", "path", "commit"),
    ),
    "redactions.redactions.commit": Field("Commit", "words"),
    "redactions.redactions.evidence": Field("Evidence", "piece"),
    "redactions.redactions.path": Field("File", "words"),
    "redactions.redactions.by": Field("Decided by", "person"),
    "redactions.redactions.on": Field("Decided on", "day"),
    "redactions.redactions.reason_code": Field("Reason", "words"),
}
BESIDE: Fields = {**CONFERENCE, **SUPPORT, **ISSUED, **only_staff(STAFF), **only_staff(REDACTIONS)}
