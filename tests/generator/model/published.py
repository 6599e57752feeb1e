"""What other systems publish about their methods, as numbers: the source of each row stands with it.

Rows are facts restated; `derived` marks a number made from a published rule rather than printed by its owner. An id
like "wa-3" is a case's own; rows without one carry a word. What is known and not covered stands in NOT_COVERED.
"""

CANVAS = "canvas-lms, result_analytics_spec.rb"
CANVAS_SERVICE = "canvas-lms, spec of StudentOutcomeRollupCalculationService"
JUMPROPE = "JumpRope support article 203185740"
CRITIC = "mrmathman.com, 2014-05-15"
EDUCATE = "cbk12sis.groovehq.com, standards-based grading calculations"
COMMON_GOAL = "commongoalsystems.zendesk.com 360002472192"
OTUS = "help.otus.com, definitions of mastery settings"
MOODLE = "moodle, competency_rule_test.php"

# id, method, parameters, scores oldest to newest ("-": missing), expected ("not rated" or a number), source and note
RATINGS: tuple[tuple[str, str, dict[str, int], str, str, str], ...] = (
    ("hi-1", "highest", {}, "3.0 1.0", "3.00", CANVAS),
    ("hi-2", "highest", {}, "1 2 3 4 5", "5.00", CANVAS_SERVICE),
    ("hi-4", "highest", {}, "0", "0.00", f"{CANVAS_SERVICE}; a zero is evidence, not absence"),
    ("hi-5", "highest", {}, "-", "not rated", f"{CANVAS_SERVICE}; only an ungraded piece"),
    ("combined", "highest", {}, "2 4 3", "4.00", f"{CANVAS_SERVICE}; from three assignments"),
    ("la-2", "latest", {}, "1 2 4 5 3", "3.00", CANVAS_SERVICE),
    ("undated", "latest", {}, "4.0 1.0 3.0", "3.00", f"{CANVAS}; the undated 4.0 counts as oldest"),
    ("me-1", "mean", {}, "1 2 3 4 5", "3.00", CANVAS_SERVICE),
    ("combined", "mean", {}, "2 4 3", "3.00", f"{CANVAS_SERVICE}; from three assignments"),
    ("combined", "mean", {}, "2 4", "3.00", CANVAS_SERVICE),
    ("nm-1", "n_mastery", {"n": 3}, "3 1", "not rated", CANVAS),
    ("nm-2", "n_mastery", {"n": 3}, "3 1 2", "not rated", CANVAS),
    ("six", "n_mastery", {"n": 3}, "4 5 1 3 2 3", "3.75", CANVAS),
    ("nm-4", "n_mastery", {"n": 1}, "1 2", "not rated", CANVAS),
    ("nm-5", "n_mastery", {"n": 1}, "1 2 3", "3.00", CANVAS),
    ("two proficient", "n_mastery", {"n": 1}, "1 2 3 4", "3.50", CANVAS),
    ("nm-7", "n_mastery", {"n": 3}, "4 5 1 3 - 3", "3.75", CANVAS),
    ("nm-8", "n_mastery", {"n": 3}, "3 4 3", "3.33", CANVAS),
    ("three of five", "n_mastery", {"n": 3}, "1 2 3 4 5", "4.00", CANVAS_SERVICE),
    ("all below", "n_mastery", {"n": 5}, "0 0", "not rated", CANVAS),
    ("nm-10", "n_mastery", {"n": 4}, "1 2 3 4 5", "not rated", f"{CANVAS_SERVICE}; three reach, four are asked"),
    ("wa-1", "weighted_average", {"weight": 75}, "3.0", "3.00", f"{CANVAS}; a single result stands as it is"),
    ("older mean 3", "weighted_average", {"weight": 75}, "3 1 5 4", "3.75", CANVAS),
    ("wa-3", "weighted_average", {"weight": 65}, "2 3", "2.65", CANVAS),
    ("wa-4", "weighted_average", {"weight": 65}, "2.123", "2.12", f"{CANVAS}; rounded to two places"),
    ("three", "weighted_average", {"weight": 65}, "2 3 4", "3.48", f"{CANVAS}; exactly 3.475"),
    ("five", "weighted_average", {"weight": 65}, "1 2 3 4 5", "4.13", f"{CANVAS_SERVICE}; exactly 4.125"),
    ("wa-6", "weighted_average", {}, "5 4", "4.35", f"{CANVAS}; nothing set: 65"),
    ("wa-7", "weighted_average", {}, "3 2", "2.35", f"{CANVAS}; nothing set: 65"),
    ("da-1", "decaying_average", {"weight": 65}, "3.0", "3.00", CANVAS),
    ("da-2", "decaying_average", {"weight": 65}, "2 3 4", "3.53", f"{CANVAS}; exactly 3.5275"),
    ("missing", "decaying_average", {"weight": 65}, "2 3 - 4", "3.53", CANVAS),
    ("Otus", "decaying_average", {"weight": 65}, "1 2 3 4", "3.48", f"{OTUS}; 1.65, 2.5275, 3.484625"),
    ("da-4", "decaying_average", {"weight": 65}, "1 2 3 4 5", "4.47", CANVAS_SERVICE),
    ("sc-1", "weighted_average", {"weight": 65}, "4.5 2.0", "2.88", f"{CANVAS}; exactly 2.875"),
    ("one of three", "n_mastery", {"n": 3}, "1.0 2.5 4.0", "not rated", f"{CANVAS}; 20, 50 and 80 % of 5"),
    ("work and quizzes", "n_mastery", {"n": 3}, "1.0 2.5 4.0 3.0 3.5", "3.50", CANVAS),
    ("sc-3", "n_mastery", {"n": 3}, "1.0 3.5 4.0 4.5", "4.00", CANVAS),
    ("sc-4", "weighted_average", {"weight": 65}, "2 3 4.5 2.0", "2.41", CANVAS),
    ("three quizzes", "weighted_average", {"weight": 65}, "2.0 3.5 3.0", "2.91", f"{CANVAS}; 40, 70, 60 % of 5"),
    ("two alike", "weighted_average", {"weight": 65}, "3.0 3.0", "3.00", CANVAS),
    ("sc-6", "latest", {}, "2.1", "2.10", CANVAS),
    ("sc-7", "highest", {}, "1.6", "1.60", CANVAS_SERVICE),
    ("sc-9", "weighted_average", {"weight": 65}, "3.5 3.0", "3.18", f"{CANVAS}; 3.175, which binary floats miss"),
    ("pl-1", "power_law", {}, "1 2 3 4", "4.00", JUMPROPE),
    ("student 2", "power_law", {}, "1 3 2 4", "3.66", JUMPROPE),
    ("pl-3", "power_law", {}, "2 4 1 3", "2.16", JUMPROPE),
    ("pl-4", "power_law", {}, "4 3 2 1", "1.28", JUMPROPE),
    ("a whoops", "power_law", {}, "3 3 1 3", "1.90", CRITIC),
    ("pl-6", "power_law", {}, "3 3 1 3 4 4", "3.07", CRITIC),
    ("pl-7", "power_law", {}, "3 3 3", "3.00", "derived"),
    ("pl-9", "power_law", {}, "0 2 3", "not rated", "derived; nothing has a logarithm of zero"),
    ("md-1", "median", {"window": 9}, "4 4 3 3 3 2 2 2 1", "3.00", COMMON_GOAL),
    ("seven of nine", "median", {"window": 9}, "4 3 3 2 2 2 1", "2.00", COMMON_GOAL),
    ("mo-1", "mode", {}, "1 2 3 3 4", "3.00", EDUCATE),
    ("mo-2", "mode", {}, "3 3 2 2", "2.00", f"{EDUCATE}; derived: of a tie the more recent"),
    ("t3-1", "mean_of_highest_k", {"k": 3}, "4 3 3 4", "3.67", EDUCATE),
    ("t3-2", "mean", {}, "4 3 3 4", "3.50", EDUCATE),
    # Questions of one quiz, each carrying the score of the whole quiz, of a maximum of 5.
    ("al-1", "weighted_average", {"weight": 65}, "3.1667 3.1667 3.1667 2.8333 2.8333 2.8333", "2.90", CANVAS),
    ("al-2", "weighted_average", {"weight": 65}, "2.95 2.95 2.95 1.55 1.55 1.55", "1.84", CANVAS),
    ("al-4", "latest", {}, "3.1667 2.8333", "2.83", CANVAS),
    ("al-5", "latest", {}, "2.95 1.55", "1.55", CANVAS),
    ("one quiz", "weighted_average", {"weight": 65}, "3.3 3.3", "3.30", CANVAS),
    ("best question", "highest", {}, "2.5 3.0 4.0 3.0 3.5 2.0", "4.00", f"{CANVAS}; each question alone"),
    ("al-7", "n_mastery", {"n": 3}, "2.5 3.0 4.0 3.0 3.5 2.0", "3.38", f"{CANVAS}; each question alone; 3.375"),
    # The same five pieces by due date and by the day of grading (a teacher in the Canvas community, 2017-09-26).
    ("or-1", "weighted_average", {"weight": 65}, "5 5 5 5 4.5", "4.68", "by due date"),
    ("or-1", "weighted_average", {"weight": 65}, "5 5 5 4.5 5", "4.96", "by the day of grading"),
)

# method, values a parameter may have, values it may not have (canvas-lms, outcome_calculation_method_spec.rb; the last
# two are ours)
PARAMETERS: tuple[tuple[str, str, tuple[int, ...], tuple[int, ...]], ...] = (
    ("weighted_average", "weight", (1, 20, 99), (-1, 0, 100, 1000)),
    ("decaying_average", "weight", (50, 72, 99), (-1, 0, 49, 100, 1000)),
    ("n_mastery", "n", (1, 4, 5, 7, 10), (-1, 0, 11, 28)),
    ("highest", "weight", (), (1, 10, 100)),
    ("latest", "weight", (), (1, 10, 100)),
    ("mean", "weight", (), (1, 10, 100)),
    ("median", "window", (1, 9), (0, -3)),
    ("mean_of_highest_k", "k", (1, 3), (0, -1)),
)

# id, points of the levels from the highest, which of them are proficient, the problem the check finds (None: none),
# because (canvas-lms, outcome_proficiency.rb and its spec)
SCALES: tuple[tuple[str, tuple[int, ...], tuple[int, ...], str | None, str], ...] = (
    ("sv-1", (4, 3, 2, 1, 0), (3,), None, "Canvas's own five levels"),
    ("sv-2", (4, 4, 2), (2,), "scale-order", "points must strictly fall"),
    ("two threes", (4, 3, 3, 2), (2,), "scale-order", "points must strictly fall"),
    ("rising", (2, 3, 4), (3,), "scale-order", "points must strictly fall"),
    ("no mark", (4, 3, 2), (), "scale-without-proficient", "one level is the mastery level"),
    ("at the bottom", (10, 0), (10,), None, "two levels are enough"),
    ("every level", (3, 2, 1), (3, 2, 1), None, "ours: marks may go on to the top"),
    ("two on top", (4, 3, 2), (4, 3), None, "ours: see sv-4 below"),
    ("a hole", (4, 3, 2), (4, 2), "scale-proficient-gap", "ours: above a proficient level everything is proficient"),
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
    ("points, not the required", 8, ((4, False, True), (4, False, True), (4, True, False)), False),
    ("rp-4", 8, ((4, False, True), (4, True, True)), True),
    ("rp-5", 8, ((4, True, True), (4, True, True)), True),
    ("both required, one unseen", 4, ((4, True, True), (4, True, False)), False),
    ("required", 4, ((4, False, True), (4, True, False)), False),
)

# id, how the rule of the competency `parent` is written, credits of its children, the problem (None: none), because
# (Moodle's validate_config). A child's points are its credit; children are those written inside it, so that one of
# another framework, or the same one twice, cannot be told but as a name in `required`.
POINTS_RULES: tuple[tuple[str, str, tuple[tuple[str, str], ...], str | None, str], ...] = (
    ("pv-1", "{}", (("a", "1"), ("b", "1")), "one-of-several", "empty"),
    ("pv-2", "{required: [a]}", (("a", "1"), ("b", "1")), "one-of-several", "points absent"),
    ("abc", "{points: abc}", (("a", "1"), ("b", "1")), "wrong-type", "points in letters"),
    ("pv-4", "{points: 0}", (("a", "1"), ("b", "1")), "rule-asks-nothing", "nothing is asked for"),
    ("pv-5", "{points: 3}", (("a", "1"), ("b", "1")), "rule-out-of-reach", "1 + 1 are never 3"),
    ("twice", "{points: 1, required: [a, a]}", (("a", "1"), ("b", "1")), "repeated-id", "named twice"),
    ("pv-7", "{points: 1, required: [parent]}", (("a", "1"),), "unknown-part", "it names itself"),
    ("pv-8", "{points: 1}", (("a", "-1"), ("b", "1")), "bad-value", "a child worth less than nothing"),
    ("no children", "{points: 1}", (), "rule-without-parts", "nothing is inside it"),
    ("pv-10", "{points: 1, required: [grandchild]}", (("a", "1"),), "unknown-part", "no direct child"),
    ("pv-11", '{points: 1, required: ["other:x"]}', (("a", "1"),), "bad-id", "of another framework"),
    ("normal", "{points: 4, required: [b]}", (("a", "3"), ("b", "2")), None, "Moodle's normal one"),
    ("at_least", "{at_least: 3}", (("a", "1"), ("b", "1")), "rule-out-of-reach", "ours: there are two"),
    ("exactly", "{points: 2}", (("a", "1"), ("b", "1")), None, "ours: everything is needed, and enough"),
    ("all of none", "{all: true}", (), "rule-without-parts", "ours: a leaf never matches"),
    ("not all", "{all: false}", (("a", "1"),), "rule-asks-nothing", "ours: it would never be met"),
)

# id, which statistic, ratings of students ("-": not rated), expected, because (canvas-lms, result_analytics_spec.rb)
GROUPS: tuple[tuple[str, str, str, str, str], ...] = (
    ("gr-1", "mean", "1 2 3 40", "11.5", CANVAS),
    ("gr-2", "mean", "5 6 70", "27", CANVAS),
    ("even", "median", "1 2 3 40", "2.5", CANVAS),
    ("gr-4", "median", "5 6 70", "6", CANVAS),
    ("gr-5", "mean", "0 2 3 40", "11.25", f"{CANVAS}; rated by the latest"),
    ("nobody", "mean", "- -", "nobody", CANVAS),
    ("gr-7", "median", "- -", "nobody", CANVAS),
    ("some", "mean", "3 - 4", "3.5", "derived; who is not rated is no zero"),
    ("half up", "mean", "2.12 2.13", "2.13", "derived; 2.125"),
    ("not rounded", "median", "2.12 2.13", "2.125", "derived; Canvas does not round it"),
)

# method, scores of each student, mean of the group, because (canvas-lms, result_analytics_spec.rb)
GROUP_OF_SCORES: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("highest", ("0 1", "2", "3", "40"), "11.5", "the first student's best is 1"),
    ("latest", ("1 0", "2", "3", "40"), "11.25", "the first student's latest is 0"),
    ("n_mastery", ("0", "0"), "nobody", "nobody has reached mastery five times"),
)

# id, points of the levels from the highest, ratings, percents from the highest, because
SHARES: tuple[tuple[str, tuple[int, ...], str, tuple[int, ...], str], ...] = (
    ("di-1", (5, 3, 0), "4.0 5.0", (50, 50, 0), CANVAS),
    ("di-2", (4, 3, 2, 1, 0), "4.0 5.0 2.0", (67, 0, 33, 0, 0), f"{CANVAS}; over the top is the top"),
    ("thirds", (5, 3, 0), "4.0 5.0 2.0", (33, 33, 34), "di-3 bettered: Canvas shows 33, 33, 33"),
    ("below", (4, 3, 2), "1.0 3.0", (0, 50, 50), "ours: below the lowest level is the lowest"),
)

# id, how groups of thresholds are tied, grades, whether it is met, because (openedx-core, ADR 0002 and issue 699)
CRITERIA: tuple[tuple[str, tuple[tuple[tuple[str, str], ...], ...], dict[str, str], bool, str], ...] = (
    ("cg-1", ((("A1", "0.75"),), (("A2", "0.75"),)), {"A1": "0.6", "A2": "0.75"}, True, "the second group holds"),
    (
        "cg-2",
        ((("A7", "0.75"), ("A9", "0.85")), (("A7", "0.75"), ("A9", "0.75"))),
        {"A7": "0.8", "A9": "0.8"},
        True,
        "the first group fails, the second holds",
    ),
    ("cg-4", ((("S1", "0.75"),),), {"S1": "0.6"}, False, "tried, and not enough"),
    ("nothing tried", ((("S1", "0.75"),),), {}, False, "derived"),
)

# id, what must be reached, what is, whether one may begin, because (GibbonEdu/module-freeLearning, prerequisitesMet)
PREREQUISITES: tuple[tuple[str, str, str, bool, str], ...] = (
    ("pr-1", "", "", True, "nothing is asked for"),
    ("pr-2", "u1 u2", "u1 u2", True, "both are complete, or exempt"),
    ("one pending", "u1 u2", "u1", False, "strict: what waits for approval is not complete"),
    ("pr-5", "u1 u2", "u1", False, "one has not been begun"),
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

# Cases that are known and not met, and why. Sections without ids of their own are named as the shared file names them.
NOT_COVERED: dict[str, str] = {
    "sv-4": "several levels may be proficient here, upwards without a hole, as in Moodle; the lowest of them is meant",
    "sv-5": "a scale without levels never becomes one: the schema refuses it (tests/cases/bad/bad-value--no-levels)",
    "di-3": "Canvas's shares add up to 99; ours go by the largest remainder and add up to 100 (SHARES, `thirds`)",
    "or-2": "order by due date, as in Otus: here the day of assessment or of handing in is the basis, and is shown",
    "pr-4": "Free Learning opens a unit while another still waits for approval; no approval gates learning here",
    "pa-1": "Empower's pace by shares of points: pace here is counted in school days against one's own plan",
    "pa-2": "as pa-1",
    "pa-3": "as pa-1",
    "weighted_average without a weight": "Canvas refuses a missing weight; here the default of 65 stands and is shown",
    "decaying_average without a weight": "as weighted_average without a weight",
    "True Score": "Empower takes whichever of three trends lies nearest; nobody could follow which one rated, and when",
    "mode or mean of recent scores": "TeacherEase counts a number of the newest; here only the median has a window",
    "percent of a quiz onto a scale": "sc-1 to sc-7 and the questions of a quiz: results here are levels or points of"
    " the scale already, so the cases enter with the points they come to",
}
