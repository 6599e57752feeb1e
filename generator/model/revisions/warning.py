"""What somebody should look at twice before it becomes part of a plan. None of it is forbidden."""

from typing import Literal, TypeAlias

# In the order in which they are shown: what cannot be undone and what touches a child's protection first.
Warning: TypeAlias = Literal[
    "unreadable",  # one side of a file cannot be read
    "moved_to_other_learner",
    "learner_removed",
    "plan_removed",
    "redaction_removed",  # what must not be shown again would be
    "publication_opened",  # sites would no longer be sealed
    "guard_changed",  # workflows, who has to agree, by whom previews and names can be opened, where sites lie
    "reader_added",
    "reader_removed",
    "rights_changed",  # of a home, or of who holds the rights
    "consent_removed",
    "redacted",
    "evidence_removed",
    "attachment_removed",  # a photo or another file of a piece
    "evidence_excluded",
    "evidence_superseded",
    "evidence_lowered",  # a level or points, or a result went
    "words_removed",  # the learner's own words, or notes of a conversation
    "goal_removed",
    "goal_dropped",
    "goal_paused",
    "moved_back",  # a goal, step, course or plan
    "target_lower",
    "target_later",
    "review_later",  # the day on which people look again
    "review_removed",
    "criterion_removed",
    "competency_removed",
    "step_removed",
    "reached_removed",  # a confirmation that something was reached, or a step of a pathway met
    "judgement_set",  # a person's decision before the rating
    "support_removed",
    "support_ended",
    "approval_removed",
    "approval_changed",
    "agreed_changed",  # what somebody has agreed to
    "team_removed",
    "issued_changed",  # what was written down of papers that went home
    "frozen_changed",  # a year that was put away
    "rules_changed",  # method, scale, evidence rule, who confirms, what a pathway or pack asks
    "standard_removed",  # a competency of a framework
]
