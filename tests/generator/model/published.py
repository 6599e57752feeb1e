"""What other systems publish about their methods, as numbers: the source of each row stands with it.

Rows are facts restated; `derived` marks a number made from a published rule rather than printed by its owner.

Known and left out, with the reason:
- the mean, median and level shares of a group: no page and no command speaks of groups yet;
- order by due date (Otus): the date basis is the day of assessment or of handing in;
- pace by shares of points (Empower): pace here is counted in school days (see pace);
- prerequisites open while somebody's approval is pending (Free Learning): an approval gates nothing here;
- which scales, and which points of a parent rule, are valid: rules of the check, tested with it.
"""

CANVAS = "canvas-lms, result_analytics_spec.rb"
CANVAS_SERVICE = "canvas-lms, spec of StudentOutcomeRollupCalculationService"
JUMPROPE = "JumpRope support article 203185740"
CRITIC = "mrmathman.com, 2014-05-15"
EDUCATE = "cbk12sis.groovehq.com, standards-based grading calculations"
COMMON_GOAL = "commongoalsystems.zendesk.com 360002472192"
MOODLE = "moodle, competency_rule_test.php"

# id, method, parameters, scores oldest to newest ("-": missing), expected ("not rated" or a number), source and note
RATINGS: tuple[tuple[str, str, dict[str, int], str, str, str], ...] = (
    ("hi-1", "highest", {}, "3.0 1.0", "3.00", CANVAS),
    ("hi-2", "highest", {}, "1 2 3 4 5", "5.00", CANVAS_SERVICE),
    ("hi-4", "highest", {}, "0", "0.00", f"{CANVAS_SERVICE}; a zero is evidence, not absence"),
    ("hi-5", "highest", {}, "-", "not rated", f"{CANVAS_SERVICE}; only an ungraded piece"),
    ("la-2", "latest", {}, "1 2 4 5 3", "3.00", CANVAS_SERVICE),
    ("me-1", "mean", {}, "1 2 3 4 5", "3.00", CANVAS_SERVICE),
    ("nm-1", "n_mastery", {"n": 3}, "3 1", "not rated", CANVAS),
    ("nm-2", "n_mastery", {"n": 3}, "3 1 2", "not rated", CANVAS),
    ("nm-4", "n_mastery", {"n": 1}, "1 2", "not rated", CANVAS),
    ("nm-5", "n_mastery", {"n": 1}, "1 2 3", "3.00", CANVAS),
    ("nm-7", "n_mastery", {"n": 3}, "4 5 1 3 - 3", "3.75", CANVAS),
    ("nm-8", "n_mastery", {"n": 3}, "3 4 3", "3.33", CANVAS),
    ("nm-10", "n_mastery", {"n": 4}, "1 2 3 4 5", "not rated", f"{CANVAS_SERVICE}; three reach, four are asked"),
    ("wa-1", "weighted_average", {"weight": 75}, "3.0", "3.00", f"{CANVAS}; a single result stands as it is"),
    ("wa-3", "weighted_average", {"weight": 65}, "2 3", "2.65", CANVAS),
    ("wa-4", "weighted_average", {"weight": 65}, "2.123", "2.12", f"{CANVAS}; rounded to two places"),
    ("wa-6", "weighted_average", {}, "5 4", "4.35", f"{CANVAS}; nothing set: 65"),
    ("wa-7", "weighted_average", {}, "3 2", "2.35", f"{CANVAS}; nothing set: 65"),
    ("da-1", "decaying_average", {"weight": 65}, "3.0", "3.00", CANVAS),
    ("da-2", "decaying_average", {"weight": 65}, "2 3 4", "3.53", f"{CANVAS}; exactly 3.5275"),
    ("da-4", "decaying_average", {"weight": 65}, "1 2 3 4 5", "4.47", CANVAS_SERVICE),
    ("sc-1", "weighted_average", {"weight": 65}, "4.5 2.0", "2.88", f"{CANVAS}; exactly 2.875"),
    ("sc-3", "n_mastery", {"n": 3}, "1.0 3.5 4.0 4.5", "4.00", CANVAS),
    ("sc-4", "weighted_average", {"weight": 65}, "2 3 4.5 2.0", "2.41", CANVAS),
    ("sc-6", "latest", {}, "2.1", "2.10", CANVAS),
    ("sc-7", "highest", {}, "1.6", "1.60", CANVAS_SERVICE),
    ("sc-9", "weighted_average", {"weight": 65}, "3.5 3.0", "3.18", f"{CANVAS}; 3.175, which binary floats miss"),
    ("pl-1", "power_law", {}, "1 2 3 4", "4.00", JUMPROPE),
    ("pl-3", "power_law", {}, "2 4 1 3", "2.16", JUMPROPE),
    ("pl-4", "power_law", {}, "4 3 2 1", "1.28", JUMPROPE),
    ("pl-6", "power_law", {}, "3 3 1 3 4 4", "3.07", CRITIC),
    ("pl-7", "power_law", {}, "3 3 3", "3.00", "derived"),
    ("pl-9", "power_law", {}, "0 2 3", "not rated", "derived; nothing has a logarithm of zero"),
    ("md-1", "median", {"window": 9}, "4 4 3 3 3 2 2 2 1", "3.00", COMMON_GOAL),
    ("mo-1", "mode", {}, "1 2 3 3 4", "3.00", EDUCATE),
    ("mo-2", "mode", {}, "3 3 2 2", "2.00", f"{EDUCATE}; derived: of a tie the more recent"),
    ("t3-1", "mean_of_highest_k", {"k": 3}, "4 3 3 4", "3.67", EDUCATE),
    ("t3-2", "mean", {}, "4 3 3 4", "3.50", EDUCATE),
    # Questions of one quiz, each carrying the score of the whole quiz, of a maximum of 5.
    ("al-1", "weighted_average", {"weight": 65}, "3.1667 3.1667 3.1667 2.8333 2.8333 2.8333", "2.90", CANVAS),
    ("al-2", "weighted_average", {"weight": 65}, "2.95 2.95 2.95 1.55 1.55 1.55", "1.84", CANVAS),
    ("al-4", "latest", {}, "3.1667 2.8333", "2.83", CANVAS),
    ("al-5", "latest", {}, "2.95 1.55", "1.55", CANVAS),
    ("al-7", "n_mastery", {"n": 3}, "2.5 3.0 4.0 3.0 3.5 2.0", "3.38", f"{CANVAS}; each question alone; 3.375"),
    # The same work by due date and by the day it was graded (a teacher in the Canvas community, 2017-09-26).
    ("or-1", "weighted_average", {"weight": 65}, "5.0 4.5", "4.68", "by due date"),
    ("or-1", "weighted_average", {"weight": 65}, "4.88 5.0", "4.96", "by the day of grading"),
)

# method, values a parameter may have, values it may not have (canvas-lms, outcome_calculation_method_spec.rb).
# Canvas also refuses a missing weight, where the default stands here.
PARAMETERS: tuple[tuple[str, str, tuple[int, ...], tuple[int, ...]], ...] = (
    ("weighted_average", "weight", (1, 20, 99), (-1, 0, 100, 1000)),
    ("decaying_average", "weight", (50, 72, 99), (-1, 0, 49, 100, 1000)),
    ("highest", "weight", (), (1, 10, 100)),
    ("latest", "weight", (), (1, 10, 100)),
    ("n_mastery", "n", (1, 5, 10), (0, 11)),
    ("median", "window", (1, 9), (0, -3)),
    ("mean_of_highest_k", "k", (1, 3), (0, -1)),
)

# id, which children are reached, expected (Moodle's rule "all")
PARENT_ALL: tuple[tuple[str, tuple[bool, ...], bool], ...] = (
    ("ra-1", (True, True), True),
    ("ra-2", (True, False, False), False),
    ("ra-4", (False,), False),
    ("a leaf", (), False),
)

# id, points asked for, children as (points, required, reached), expected (Moodle's rule "points")
PARENT_POINTS: tuple[tuple[str, int, tuple[tuple[int, bool, bool], ...], bool], ...] = (
    ("rp-1", 8, ((4, False, True), (4, False, True)), True),
    ("rp-2", 8, ((4, False, True), (4, False, False)), False),
    ("rp-4", 8, ((4, False, True), (4, True, True)), True),
    ("rp-5", 8, ((4, True, True), (4, True, True)), True),
    ("required", 4, ((4, False, True), (4, True, False)), False),
)

# An example structure of knowledge-space theory (CRAN package kst), as prerequisites: what is known, what was learned
# most recently, what can be learned next.
FRINGES: tuple[tuple[str, str, str], ...] = (
    ("", "", "c"),
    ("c", "c", "bd"),
    ("ab", "", "c"),
    ("bc", "b", "ad"),
    ("cd", "d", "be"),
    ("de", "", "c"),
    ("abc", "ac", "d"),
    ("bcd", "bd", "ae"),
    ("cde", "ce", "b"),
    ("abcd", "ad", "e"),
    ("abde", "", "c"),
    ("bcde", "be", "a"),
    ("abcde", "ace", ""),
)
