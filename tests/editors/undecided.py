"""Which problems of `check` an editor's schema can tell as well, and why it cannot tell the others."""

from collections.abc import Mapping

# The schema tells these, at the same lines.
DECIDED = (
    *("bad-date", "bad-id", "bad-value", "missing-field", "one-of-several", "unknown-field", "wrong-type"),
    *("unknown-activity", "unknown-competency", "unknown-element", "unknown-framework", "unknown-learner"),
    *("unknown-level", "unknown-partner", "unknown-pathway", "unknown-person", "unknown-requirement-pack"),
    *("unknown-school-year", "unknown-support", "unknown-term"),
)
# The editor's own reading of YAML tells these: at the same line, and often at others that follow from it.
NO_YAML = (
    *("yaml-alias", "yaml-colon", "yaml-indentation", "yaml-open-quote", "yaml-repeated-key", "yaml-syntax"),
    *("yaml-tab", "yaml-many-documents", "yaml-too-deep"),
)
BECAUSE: Mapping[str, tuple[str, ...]] = {
    "it takes other files of the learner": (
        *("unknown-criterion", "unknown-evidence", "unknown-goal", "unknown-finding", "issued-out-of-order"),
        *("evidence-before-enrolment", "fulfilled-not-recorded", "fulfilled-nowhere", "judgements-disagree"),
        *(
            "reached-not-shown",
            "supersedes-newer",
            "superseded-twice",
            "support-without-result",
            "replaced-without-result",
        ),
        *("deprecated-competency", "plan-lacks-element", "review-due", "kept-on-other-scale"),
    ),
    "two fields are compared": (
        *("dates-out-of-order", "step-after-goal", "level-and-points", "supersedes-itself", "closed-outside-year"),
        *("outside-school-year", "evidence-in-future", "no-school-day", "year-without-school-days", "unused-parameter"),
        *("parameter-out-of-range", "kind-never-counts", "cannot-count", "cap-below-proficient", "completion-unclear"),
        *(
            "scale-order",
            "scale-proficient-gap",
            "scale-without-proficient",
            "zero-under-power-law",
            "points-above-scale",
        ),
        *("rule-asks-nothing", "rule-out-of-reach", "rule-without-days", "rule-without-parts", "repeated-id"),
        *("step-without-title", "step-without-way", "goal-without-activity", "goal-without-competency"),
        *("goal-without-criterion", "support-without-check", "rating-needs-person", "pathway-cannot-finish"),
    ),
    "what is named depends on another field of the same thing": (
        *("unknown-activity-or-partner", "unknown-framework-or-course", "unknown-requirement", "unknown-rubric-row"),
        *("unknown-slot", "unknown-grade", "unknown-part", "unknown-scale", "unknown-other-framework"),
    ),
    "frameworks are compared": (
        *("framework-superseded", "migration-cycle", "move-of-another-kind", "moved-twice", "not-moved", "wrong-way"),
        "prerequisite-cycle",
    ),
    "it is about files, not about what stands in them": (
        *("file-kind", "file-location", "file-size", "file-not-utf8", "misplaced-file", "missing-file", "yaml-empty"),
        *("catalogue-braces", "catalogue-unreadable", "language-without-catalogue", "language-without-dates"),
        *(
            "people-damaged",
            "frozen-year-edited",
            "people-locked",
            "names-open",
            "glossary-missing",
            "newer-format",
            "older-format",
            "other-version",
        ),
    ),
    "it is about words, or where they lead": (
        *("bad-link", "link-host", "link-not-https", "full-name-written", "given-name-written", "classmate-named"),
        *("other-learner-named", "reading-level", "only-machine-text", "translation-missing", "translation-stale"),
        *("translation-unreviewed", "approval-out-of-date"),
    ),
    "it is about who may read, and since when": (
        *("epoch-went-back", "household-of-strangers", "learner-reads-another", "left-with-codes", "retention-over"),
        *("slot-closed", "slot-of-ended-role", "slot-removed", "slot-version-differs", "slot-version-went-back"),
    ),
    "YAML allows it and Pathbook does not": ("yaml-tag",),
}
# Single cases of what is decided else.
NOT_HERE: Mapping[str, str] = {
    "unknown-level--of-another-scale": "it is a level of the school, but of another scale than the competency's",
    "unknown-level--own-of-another-scale": "it is a level of the school, but of another scale than the competency's",
    "yaml-open-quote": "the editor tells where the text ends, not where the quote was opened",
    "yaml-syntax": "the editor tells the line behind the bracket that was not closed",
    "yaml-many-documents": "the editor checks the second document as a file of its own",
    "yaml-alias--billion-laughs": "the editor tells of the fields and not of their anchors",
}
