"""What is made for all learners: a framework, a pathway, a group. It begins small and holds only what was answered."""

from collections.abc import Iterator, Mapping

from generator.changes import Changes
from generator.editing.new.asked_in_plan import fixed, today
from generator.editing.new.asking import Asking
from generator.editing.new.choices import (
    Choices,
    competencies,
    grades,
    languages,
    learners,
    own_text,
    scales,
    staff,
    words,
)
from generator.editing.new.ids import words_for
from generator.editing.new.in_plan import plain
from generator.editing.new.making import Said, first_words, made_file
from generator.editing.new.questions import Answers, NewKind, Order, Question, Then, Unclear, each, one
from generator.importers.ids import free_id
from generator.load.git import run_git
from generator.load.layout import ID, RESERVED

KINDS_OF_PATHWAY = words(
    ("sequence", "steps in order"),
    ("course", "a course"),
    ("flexible", "steps in any order"),
    ("cte", "career education"),
    ("work_based", "work with a partner"),
    ("micro_credential", "a small credential"),
    ("intervention", "extra help"),
    ("graduation", "graduation"),
)
KINDS_OF_GROUP = words(
    ("class", "a class"),
    ("advisory", "an advisory"),
    ("intervention", "a group for extra help"),
    ("cohort", "a cohort"),
)
ROLES_IN_GROUP = words(
    ("teacher_of_record", "teacher of record"),
    ("teacher", "teacher"),
    ("advisor", "advisor"),
    ("caring_adult", "caring adult"),
    ("mentor", "mentor"),
    ("case_manager", "case manager"),
)
NAMES_EVER = ("log", "--all", "--format=", "--diff-filter=A", "--name-only", "--no-renames", "--relative")
IN_ORDER = frozenset(("sequence", "course"))


def roles_in_group(_asking: Asking, _person: str) -> Choices:
    return ROLES_IN_GROUP


NAMED_ITSELF = "Its short name in files and addresses. Left out: made from the title"
FRAMEWORK_QUESTIONS = (
    Question(name="title", ask="What is the framework called?", of=("framework", "title"), needed=True),
    Question(name="id", ask=NAMED_ITSELF, of=("framework", "id"), spoken=False),
    Question(name="publisher", ask="Who wrote it?", of=("framework", "publisher")),
    Question(
        name="language",
        ask="In which language is it written?",
        of=("framework", "language"),
        form="language",
        choices=languages,
        own_words=True,
        spoken=False,
    ),
    Question(name="grade", ask="For which grades?", of=("framework", "grades"), choices=grades, many=True),
    Question(
        name="scale",
        ask="On which scale is it judged? Enter: the school's own",
        of=("framework", "scale"),
        choices=scales,
    ),
    Question(
        name="competency",
        ask="What is there to learn? One sentence for each",
        of=("framework", "competencies"),
        many=True,
        needed=True,
    ),
    Question(name="status", ask="draft while it is being written", of=("framework", "status"), spoken=False),
)
PATHWAY_QUESTIONS = (
    Question(name="title", ask="What is the pathway called?", of=("pathway", "title"), needed=True),
    Question(name="id", ask=NAMED_ITSELF, of=("pathway", "id"), spoken=False),
    Question(
        name="kind",
        ask="What sort of pathway?",
        of=("pathway", "kind"),
        choices=fixed(KINDS_OF_PATHWAY),
        needed=True,
    ),
    Question(name="grade", ask="For which grades?", of=("pathway", "grades"), choices=grades, many=True),
    Question(
        name="competency",
        ask="What has to be reached, step by step? A few words of a competency",
        of=("pathway", "requirements"),
        choices=competencies,
        many=True,
        needed=True,
    ),
    Question(name="status", ask="draft while it is being written", of=("pathway", "status"), spoken=False),
)
GROUP_QUESTIONS = (
    Question(name="title", ask="What is the group called?", of=("group", "title"), needed=True),
    Question(name="id", ask=NAMED_ITSELF, of=("group", "id"), spoken=False),
    Question(name="kind", ask="What sort of group?", of=("group", "kind"), choices=fixed(KINDS_OF_GROUP), needed=True),
    Question(name="member", ask="Who is in it?", of=("group", "members", "learner"), choices=learners, many=True),
    Question(
        name="staff",
        ask="Which adults?",
        of=("group", "staff", "person"),
        choices=staff,
        many=True,
        then=Then(ask="As what?", choices=roles_in_group, needed=True),
    ),
    Question(
        name="since",
        ask="Since which day?",
        of=("group", "members", "from"),
        form="day",
        needed=True,
        usual=today,
    ),
)


def said_of_framework(answers: Answers, _asking: Asking) -> Said:
    taken: list[str] = []
    return {
        **plain(answers, ("title", "publisher", "language", "scale", "status")),
        "grades": list(each(answers, "grade")),
        "competencies": [
            {"id": fresh(statement, "competency", taken), "statement": statement}
            for statement in each(answers, "competency")
        ],
    }


def said_of_pathway(answers: Answers, asking: Asking) -> Said:
    return {
        **plain(answers, ("title", "kind", "status")),
        "grades": list(each(answers, "grade")),
        "requirements": list(steps_of(answers, asking)),
    }


def steps_of(answers: Answers, asking: Asking) -> Iterator[Said]:
    """A step for each competency, called what the competency is called; in order where the kind is."""
    taken: list[str] = []
    before: list[str] = []
    for ref in each(answers, "competency"):
        competency = asking.school.commons.competencies[ref]
        title = own_text(competency.short or competency.i_can or competency.statement, asking).rstrip(".")
        id_ = fresh(title, "step", taken)
        yield {"id": id_, "title": title, "competencies": [ref], "prerequisites": before}
        before = [id_] if one(answers, "kind") in IN_ORDER else []


def said_of_group(answers: Answers, _asking: Asking) -> Said:
    since = one(answers, "since")
    return {
        **plain(answers, ("title", "kind")),
        "members": [{"learner": learner, "from": since} for learner in each(answers, "member")],
        "staff": [{"person": answer.value, "role": answer.then, "from": since} for answer in answers.get("staff", ())],
    }


def made_framework(order: Order) -> Changes:
    id_ = id_for(order, "framework", "frameworks/{}/framework.yml", RESERVED)
    return made_file("framework", f"frameworks/{id_}/framework.yml", {**order.said, "id": id_})


def made_pathway(order: Order) -> Changes:
    id_ = id_for(order, "pathway", "frameworks/pathways/{}.yml")
    return made_file("pathway", f"frameworks/pathways/{id_}.yml", {**order.said, "id": id_})


def made_group(order: Order) -> Changes:
    id_ = id_for(order, "group", "plans/groups/{}.yml")
    return made_file("group", f"plans/groups/{id_}.yml", {**order.said, "id": id_})


def id_for(order: Order, kind: str, where: str, reserved: tuple[str, ...] = ()) -> str:
    """The id that was asked for, else one of the title; never one that a file had before. Raises Unclear."""
    asked = one(order.answers, "id") or order.said.get("id")
    if asked is None:
        taken = (*reserved, *ids_ever(order.asking, where))
        return free_id(words_for(first_words(order.said.get("title")), kind), taken)
    if not ID.fullmatch(str(asked)) or asked in reserved:
        raise Unclear(f"{asked!r} is no id: small letters, digits and hyphens, such as habits-2")
    if asked in ids_ever(order.asking, where):
        raise Unclear(f"{asked!r} was used before; take another id")
    return str(asked)


def ids_ever(asking: Asking, where: str) -> frozenset[str]:
    """Ids of files of a kind, those that git remembers too; `where` is their path with {} for the id."""
    start, _, end = where.partition("{}")
    root = asking.school.root
    here = (path.relative_to(root).as_posix() for path in root.glob(where.format("*")))
    told = run_git(asking.repository, "-c", "core.quotePath=false", *NAMES_EVER, "--", f":(glob){where.format('*')}")
    gone = told.stdout.decode(errors="replace").splitlines() if told.returncode == 0 else ()
    return frozenset(file.removeprefix(start).removesuffix(end) for file in (*here, *gone) if file.startswith(start))


def fresh(title: str, otherwise: str, taken: list[str]) -> str:
    """An id among things of one file; `taken` grows."""
    id_ = free_id(words_for(title, otherwise), taken)
    taken.append(id_)
    return id_


CHECK = "See whether all is well: {command} check"
SHARED: Mapping[str, NewKind] = {
    "framework": NewKind(
        schema="framework",
        about="A new framework: what there is to learn, in words of your own. `pathbook import` brings standards in.",
        next=f"It can be named in plans now. {CHECK}",
        of_learner=False,
        questions=FRAMEWORK_QUESTIONS,
        said=said_of_framework,
        made=made_framework,
    ),
    "pathway": NewKind(
        schema="pathway",
        about="A new pathway: competencies as steps, in the order in which learners take them.",
        next=f"Plans can follow it now, as `pathways:` in plan.yml. {CHECK}",
        of_learner=False,
        questions=PATHWAY_QUESTIONS,
        said=said_of_pathway,
        made=made_pathway,
    ),
    "group": NewKind(
        schema="group",
        about="A new class, advisory or other group.",
        next="Give everybody in it a step: {command} assign {made} ACTIVITY",
        of_learner=False,
        questions=GROUP_QUESTIONS,
        said=said_of_group,
        made=made_group,
    ),
}
