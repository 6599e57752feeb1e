"""What the columns and the odd rows of a gradebook are, by the words that systems and people write over them."""

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

Role: TypeAlias = Literal[
    "key", "name", "family", "given", "about", "title", "strand", "score", "out_of", "day", "worked_out", "result"
]


def said(header: str) -> str:
    """A header in words alone: small letters, signs as spaces."""
    return " ".join(re.sub(r"[\W_]+", " ", header.casefold()).split())


def squeezed(header: str) -> str:
    """The same without spaces: studentSourcedId and student_sourced_id are one header."""
    return said(header).replace(" ", "")


OF_A_LEARNER: tuple[Role, ...] = ("key", "name", "family", "given")
ROLES: Mapping[Role, tuple[str, ...]] = {
    "key": (
        *("id", "student id", "student number", "student num", "student no", "sis user id", "sis login id", "sis id"),
        *("student sis id", "login id", "user id", "user", "username", "user name", "login", "id number", "local id"),
        *("external id", "state id", "learner id", "pathbook id", "pupil id", "pupil number", "admission number"),
        *("email", "e mail", "email address", "student email", "mail", "upn", "uuid", "student sourced id", "child id"),
        *("org defined id", "unique user id", "unique id"),
        *("matrícula", "matricula", "número", "número de estudiante", "correo", "dirección de correo", "identifiant"),
        *(
            "schülernummer",
            "matrikelnummer",
            "رقم الطالب",
            "الرقم",
            "البريد الإلكتروني",
            "anonymized id",
            "anonymous id",
        ),
    ),
    "name": (
        *("name", "student", "student name", "learner", "learner name", "pupil", "pupil name", "full name", "students"),
        *(
            "names",
            "your name",
            "who",
            "child",
            "display name",
            "last name first name",
            "last first",
            "student full name",
        ),
        *(
            "nombre completo",
            "alumno",
            "alumna",
            "estudiante",
            "nombre y apellidos",
            "schüler",
            "schülerin",
            "schüler in",
        ),
        *("élève", "eleve", "nom complet", "الاسم", "اسم الطالب", "الطالب", "nome", "aluno", "naam", "leerling"),
    ),
    "family": (
        *("last name", "lastname", "surname", "family name", "student last name", "last"),
        *("apellido", "apellidos", "apellido s", "nachname", "familienname", "nom", "nom de famille", "اسم العائلة"),
        *("achternaam", "cognome", "sobrenome"),
    ),
    "given": (
        *("first name", "firstname", "given name", "forename", "student first name", "first", "preferred name"),
        *("nombre", "nombre s", "vorname", "prénom", "prenom", "الاسم الأول", "voornaam"),
    ),
    "about": (
        *("section", "section id", "section name", "section sis id", "class", "class name", "class id", "group"),
        *("groups", "course", "course name", "course id", "course sis id", "school", "school name", "department"),
        *("institution", "grade level", "year", "year group", "homeroom", "period", "teacher", "teacher name", "term"),
        *("enrollment state", "enrolment state", "status", "attempt", "account id", "account name", "gender", "dob"),
        *("date of birth", "birthday", "city town", "country", "notes", "note", "comment", "comments", "feedback"),
        *("assignment url", "assessment id", "assessment type", "learning outcome id", "submission score"),
        *("learning outcome friendly name", "learning outcome mastery score", "learning outcome mastered"),
        *("learning outcome rating", "learning outcome rating points", "no", "nr", "n", "row", "number of attempts"),
        *("last downloaded from this course", "last access", "availability", "end of line indicator"),
        *("integration id", "root account", "metadata", "score status"),
        *(
            "date last modified",
            "resultstatus",
            "grado",
            "curso",
            "sección",
            "clase",
            "klasse",
            "classe",
            "الصف",
            "الشعبة",
        ),
    ),
    "title": (
        *("assessment", "assessment title", "assessment name", "assignment", "assignment name", "assignment title"),
        *(
            "activity",
            "activity name",
            "item",
            "item name",
            "grade item",
            "quiz name",
            "test name",
            "task",
            "task name",
        ),
        *("evaluation", "title", "what", "column", "line item", "line item sourced id", "work", "event"),
        *("evaluación", "actividad", "tarea", "prueba", "aufgabe", "prüfung", "évaluation", "devoir", "التقييم"),
    ),
    "strand": (
        *("learning outcome name", "outcome", "outcome name", "standard", "standard code", "competency", "objective"),
        *("learning objective", "skill", "criterion", "competencia", "kompetenz", "compétence", "المعيار"),
    ),
    "score": (
        *("score", "grade", "result", "mark", "points", "outcome score", "level", "rating", "points earned", "value"),
        *("points awarded", "raw score", "proficiency", "achieved", "calificación", "nota", "puntuación", "punkte"),
        *("note obtenue", "ergebnis", "bewertung", "résultat", "الدرجة", "النتيجة"),
    ),
    "out_of": (
        *("points possible", "max", "max points", "maximum", "maximum points", "out of", "possible", "max score"),
        *("possible points", "total points", "total possible", "learning outcome points possible", "maximum score"),
        *("result value max", "puntos posibles", "máximo", "höchstpunktzahl", "maximalpunktzahl", "sur", "barème"),
        *("الدرجة القصوى", "الدرجة العظمى"),
    ),
    "day": (
        *("date", "day", "assessed on", "date assessed", "assessment date", "test date", "date taken", "taken on"),
        *("graded on", "date graded", "submitted", "submitted on", "submission date", "due date", "due", "completed"),
        *("timestamp", "submission time", "completion time", "start time"),
        *("completed on", "score date", "started on", "when", "fecha", "datum", "tag", "date de passage", "التاريخ"),
    ),
}
ROLE_OF: Mapping[str, Role] = {squeezed(words): role for role, each in ROLES.items() for words in each}
WORKED_OUT_COLUMN = re.compile(
    r".*\b(?:current|final|unposted|running) (?:score|grade|points)"
    r"|(?:course|category|overall|term) (?:total|grade|score)(?: (?:real|percentage|letter))?"
    r"|(?:.* )?overall|(?:weighted )?total total pts.*|(?:calculated|adjusted) final grade.*"
    r"|(?:grand |class |row )?(?:total|totals|average|avg|mean|sum|rank|percentile|gpa)"
    r"|.* mastery points|.* feedback|(?:total|overall) (?:score|points|percent|percentage)|.* total (?:real|percentage"
    r"|letter)|(?:imported |last )(?:assignments|change)|promedio|media|gesamt|durchschnitt|moyenne|المجموع|المتوسط"
)

OddRow: TypeAlias = Literal["out_of", "day", "summary", "nobody"]
ODD_ROWS: Mapping[OddRow, tuple[str, ...]] = {
    "out_of": (
        *("points possible", "points", "max", "max points", "maximum", "maximum points", "out of", "possible"),
        *("total points", "possible points", "max score", "maximum score", "total possible", "puntos posibles"),
        *("maximalpunktzahl", "barème", "الدرجة القصوى"),
    ),
    "day": ("date", "due date", "due", "day", "assigned", "date assigned", "fecha", "datum", "التاريخ"),
    "summary": (
        *(
            "average",
            "class average",
            "mean",
            "class mean",
            "median",
            "class median",
            "total",
            "totals",
            "sum",
            "count",
        ),
        *("minimum", "min", "lowest", "highest", "maximum", "max", "std dev", "standard deviation", "stdev", "range"),
        *(
            "overall average",
            "group average",
            "grand total",
            "number of students",
            "students",
            "avg",
            "mode",
            "summary",
        ),
        *("promedio", "media", "total general", "durchschnitt", "mittelwert", "summe", "moyenne", "المتوسط", "المجموع"),
    ),
    "nobody": ("student test", "test student", "manual posting", "estudiante de prueba"),
}
# Files of the same systems that people take for a gradebook, by headers that only these have.
NOT_RESULTS: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset(("vendorguid", "objecttype")),
        "these are outcomes for Canvas to take in, not results; export the gradebook or its outcome results",
    ),
    (
        frozenset(("scaleconfiguration", "shortname")),
        "this is a competency framework of Moodle, not results; export the grades of the course",
    ),
    (frozenset(("enableduser", "username")), "these are the people of a school (OneRoster), not results"),
    (frozenset(("usersourcedid", "role")), "these are the people of a school (OneRoster), not results"),
    (
        frozenset(("humancodingscheme", "fullstatement")),
        "these are standards; `pathbook import case` reads them as JSON",
    ),
)
SUMS_UP = re.compile(
    r"(?:class |group |overall |klassen)?(?:average|mean|median|moyenne|promedio|durchschnitt|mittelwert|المتوسط)\b"
)
MARK_UNIT = re.compile(r"\s*\((real|percentage|letter|%|percent)\)\s*$", re.IGNORECASE)
ACTIVITY_BEFORE = re.compile(
    r"(?:quiz|assignment|lesson|workshop|forum|scorm package|h5p|interactive content|manual item|grade item|outcome"
    r"|external tool|database|glossary):\s*(?=\S)",
    re.IGNORECASE,
)
NUMBER = r"(?P<most>[0-9]+(?:[.,][0-9]+)?)"
MOST = r"(?:out of|/|max(?:imum)?(?: ?points| score| marks)?\.?:?)"
POINTS = r"(?:points?|pts?\.?|p\.|marks?|possible|punkte|puntos)"
# How systems and people say in a header out of how many points a result is. The title stands before it.
OUT_OF: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\s*\[total pts: {NUMBER}[^\]]*\](?: \|[0-9]+)?$", re.IGNORECASE),  # Blackboard
    re.compile(rf"\s*(?:points grade)?\s*<numeric maxpoints:{NUMBER}[^>]*>$", re.IGNORECASE),  # Brightspace
    re.compile(rf"\s*[(\[]\s*{MOST}\s*{NUMBER}\s*{POINTS}?\s*[)\]]$", re.IGNORECASE),
    re.compile(rf"(?:\s+|(?=/)){MOST}\s*{NUMBER}\s*{POINTS}?$", re.IGNORECASE),
    re.compile(rf"\s*[(\[]\s*{NUMBER}\s*{POINTS}\s*[)\]]$", re.IGNORECASE),
    re.compile(rf"\s*\[{NUMBER}\]$"),  # Sakai
)
FOREIGN_NUMBER = re.compile(r"\s*\(([0-9]{3,})\)$")  # a system's own number of an assignment
RESULT_OF = re.compile(r"(?:.* > )?(.+) result$")


def role_of(header: str) -> Role:
    if squeezed(header) in ROLE_OF:
        return ROLE_OF[squeezed(header)]
    return "worked_out" if WORKED_OUT_COLUMN.fullmatch(said(header)) else "result"


def odd_row(label: str, *, before_learners: bool) -> OddRow | None:
    """What a row is whose learner is called so. “Max” above the learners is what can be had, below the best of them."""
    kinds: tuple[OddRow, ...] = ("nobody", "out_of", "day", "summary") if before_learners else ("nobody", "summary")
    words = said(label)
    listed = next((kind for kind in kinds if words in ODD_ROWS[kind]), None)
    return "summary" if listed is None and SUMS_UP.match(words) else listed
