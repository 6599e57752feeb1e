"""Which change of which field is to be looked at twice: a table, in the order in which one field is held against it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from generator.model.revisions.seen import (
    Seen,
    after_words,
    before_words,
    entry_said,
    has_code,
    later,
    lower_level,
    lower_number,
    replaced_by_another,
    set_back,
)
from generator.model.revisions.superseded import loses_something
from generator.model.revisions.warning import Warning

Test: TypeAlias = Callable[[Seen], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """`fields`: paths in the schema; with ** also all below, with .** only that. `in_new`: also
    where the file is new; `in_gone`: also where it went."""

    warning: Warning
    fields: tuple[str, ...]
    test: Test
    in_new: bool = False
    in_gone: bool = False


def came(seen: Seen) -> bool:
    return seen.what.did == "set"


def gone(seen: Seen) -> bool:
    return seen.what.did == "removed"


def differs(seen: Seen) -> bool:
    return seen.what.did != "moved"


def became(word: str) -> Test:
    return lambda seen: after_words(seen) == word


def was(word: str) -> Test:
    return lambda seen: before_words(seen) == word


def is_back(*order: str) -> Test:
    """Whether a status is earlier than it was; the first is what no word means."""
    return lambda seen: set_back(seen, order)


def says(field: str, word: str) -> Test:
    """Whether an entry that came says this."""
    return lambda seen: came(seen) and entry_said(seen.what.after, field) == word


def is_later_or_gone(seen: Seen) -> bool:
    return gone(seen) or later(seen)


def is_new_home(seen: Seen) -> bool:
    return came(seen) and entry_said(seen.what.after, "rights") != "none"


def is_gone_for_good(seen: Seen) -> bool:
    return gone(seen) and not replaced_by_another(seen, "role", "person")


def was_ahead(seen: Seen) -> bool:
    """Whether a look at the plan that nobody has held yet went."""
    return gone(seen) and not entry_said(seen.what.before, "held_on")


def excludes(seen: Seen) -> bool:
    return came(seen) and not seen.had_before("excluded")


def no_longer_counts(seen: Seen) -> bool:
    return after_words(seen) in ("false", "False", "FALSE")


def supersedes(seen: Seen) -> bool:
    if seen.what.did == "removed" or not (
        seen.what.field.endswith(".supersedes") or entry_said(seen.what.after, "supersedes")
    ):
        return False
    return loses_something(seen)


def earlier_end(seen: Seen) -> bool:
    return came(seen) or (seen.what.did == "changed" and not later(seen))


def somebody_came(seen: Seen) -> bool:
    """Whether somebody else came into the team in the same change."""
    return any(each.field == "learner.team" and each.did == "set" for each in seen.file.fields)


def is_gone_here(seen: Seen) -> bool:
    """Whether a piece of evidence went, and did not come into another file of the learner; likewise a competency."""
    return gone(seen) and not seen.came_elsewhere


RULES: tuple[Rule, ...] = (
    Rule("redaction_removed", ("redactions.redactions",), gone, in_gone=True),
    Rule("redacted", ("redactions.redactions",), came, in_new=True),
    Rule("publication_opened", ("school.publish.access",), became("plain")),
    Rule("guard_changed", ("school.publish.preview_key", "school.publish.base_url"), differs),
    Rule("reader_added", ("learner.family",), is_new_home),
    Rule("reader_added", ("learner.family.person", "learner.access.slots.*", "learner.household"), came),
    Rule("reader_added", ("learner.team",), lambda seen: came(seen) and has_code(seen)),
    Rule("reader_removed", ("learner.family", "learner.family.person"), gone),
    Rule("reader_removed", ("learner.access.slots.*", "learner.household"), gone),
    Rule("rights_changed", ("learner.family.rights", "learner.family.may_sign"), differs),
    Rule("rights_changed", ("learner.family.from", "learner.family.to", "learner.household"), differs),
    Rule("rights_changed", ("learner.rights_holder**",), differs),
    Rule("consent_removed", ("learner.consents",), lambda seen: gone(seen) and not replaced_by_another(seen, "what")),
    Rule("consent_removed", ("learner.consents",), says("given", "false")),
    Rule("consent_removed", ("learner.consents.given",), no_longer_counts),
    Rule("evidence_removed", ("evidence.evidence",), is_gone_here, in_gone=True),
    Rule("attachment_removed", ("evidence.evidence.files", "evidence.evidence.links"), gone),
    Rule("evidence_excluded", ("evidence.evidence.excluded**",), excludes),
    Rule("evidence_excluded", ("evidence.evidence.results.counts",), no_longer_counts),
    Rule("evidence_superseded", ("evidence.evidence", "evidence.evidence.supersedes"), supersedes, in_new=True),
    Rule("evidence_lowered", ("evidence.evidence.results", "evidence.evidence.assessed_on"), gone),
    Rule("evidence_lowered", ("evidence.evidence.results.level",), lower_level),
    Rule("evidence_lowered", ("evidence.evidence.results.points",), lower_number),
    Rule("words_removed", ("plan.voice", "goal.learner_words", "evidence.evidence.reflection"), gone),
    Rule("words_removed", ("conference.notes", "conference.decisions"), gone),
    Rule("goal_dropped", ("goal.status",), became("dropped")),
    Rule("goal_paused", ("goal.status",), became("paused")),
    Rule("moved_back", ("goal.status",), was("reached")),
    Rule("moved_back", ("goal.activities.status",), is_back("next", "doing", "done")),
    Rule("moved_back", ("plan.status",), is_back("draft", "in_review", "active", "complete", "archived")),
    Rule("moved_back", ("plan.program_of_study.status",), is_back("dropped", "planned", "in_progress", "complete")),
    Rule("target_lower", ("goal.competencies.target",), lower_level),
    Rule("target_lower", ("plan.experiences.hours_agreed",), lower_number),
    Rule("target_later", ("goal.due", "plan.pathways.finish"), is_later_or_gone),
    Rule("review_later", ("goal.review_on", "support.check_on", "conference.next_on"), is_later_or_gone),
    Rule("review_later", ("plan.reviews",), lambda seen: was_ahead(seen) and replaced_by_another(seen)),
    Rule("review_removed", ("plan.reviews",), gone),
    Rule("review_removed", ("plan.reviews.held_on",), gone),
    Rule("criterion_removed", ("goal.success_criteria",), gone),
    Rule("competency_removed", ("goal.competencies",), gone),
    Rule("step_removed", ("goal.activities",), gone),
    Rule("reached_removed", ("plan.reached", "plan.fulfilled"), gone),
    Rule("reached_removed", ("plan.reached.level",), lower_level),
    Rule("judgement_set", ("plan.judgements",), came, in_new=True),
    Rule("judgement_set", ("plan.judgements.level",), differs),
    Rule("support_removed", ("learner.profile.accommodations",), gone),
    Rule("support_ended", ("support.decisions",), says("decide", "end")),
    Rule("support_ended", ("support.decisions.decide",), became("end")),
    Rule("support_ended", ("support.ends_on",), earlier_end),
    Rule("approval_removed", ("plan.approvals",), is_gone_for_good),
    Rule("approval_changed", ("plan.approvals.**",), differs),
    Rule("team_removed", ("learner.team",), lambda seen: gone(seen) and not replaced_by_another(seen, "role")),
    Rule("team_removed", ("learner.team.to",), lambda seen: earlier_end(seen) and not somebody_came(seen)),
    Rule("issued_changed", ("issued.issued",), gone),
    Rule("issued_changed", ("issued.issued.**",), differs),
    Rule("frozen_changed", ("plan.frozen**",), lambda seen: seen.what.did in ("changed", "removed")),
    Rule("rules_changed", ("school.scales**", "school.default_scale", "school.calculation**"), differs),
    Rule("rules_changed", ("school.evidence_rule**", "school.reached**"), differs),
    Rule("rules_changed", ("framework.scales**", "framework.scale", "framework.calculation**"), differs),
    Rule("rules_changed", ("framework.evidence_rule**", "framework.competencies.evidence_rule**"), differs),
    Rule("rules_changed", ("framework.competencies.calculation**", "framework.competencies.rule**"), differs),
    Rule("rules_changed", ("competencies.competencies.calculation**", "competencies.competencies.rule**"), differs),
    Rule("rules_changed", ("competencies.competencies.evidence_rule**", "pathway.completion**"), differs),
    Rule("rules_changed", ("pathway.requirements", "requirements.rules"), lambda seen: seen.what.did != "moved"),
    Rule("rules_changed", ("pathway.requirements.competencies", "pathway.requirements.level"), differs),
    Rule("rules_changed", ("pathway.requirements.fulfilled_by**", "requirements.rules.**"), differs),
    Rule("standard_removed", ("framework.competencies", "competencies.competencies"), is_gone_here),
)


@cache
def rules_for(field: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if any(covers(pattern, field) for pattern in rule.fields))


def covers(pattern: str, field: str) -> bool:
    if not pattern.endswith("**"):
        return pattern == field
    above = pattern.removesuffix("**")
    return field.startswith(above) if above.endswith(".") else field == above or field.startswith(f"{above}.")
