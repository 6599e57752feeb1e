"""What somebody should look at twice, said calmly: what may be meant well, and what to make sure of."""

from collections.abc import Mapping

WARNINGS: Mapping[str, str] = {
    "evidence_removed": "Work that was seen is no longer in the plan. Was it filed wrongly, or is it still needed?",
    "evidence_excluded": "This piece no longer counts toward the level. Is the reason one that the family can read?",
    "goal_removed": "The goal and its words are gone from the plan. A goal can also end without being taken away.",
    "goal_dropped": "The goal is given up. Did the learner and the family take part in that?",
    "moved_back": "Something that was further is set back. Is that meant?",
    "target_later": "There is more time now. Does everybody who agreed to the day know the new one?",
    "target_lower": "The aim is lower than it was. Does everybody who agreed to it know?",
    "support_ended": "This help ends. Is it written down what comes instead, or why it is no longer needed?",
    "approval_removed": "Somebody’s yes is no longer in the plan. Was it taken back, or written down by mistake?",
    "reader_added": "From now on somebody else can read this plan. Is that agreed with the family?",
    "reader_removed": "Somebody can no longer read this plan. Do they know, and is it meant?",
}
OTHER = "Please look at this once more."
