"""Pathways to draw: what builds on what, in the shapes that schools come up with and in some that none ought to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Literal, TypeAlias

from generator.model.pathway_picture import PathwayPicture, Step, WaitsFor
from generator.model.picture import Picture
from generator.records.framework import Condition
from generator.records.library import Requirement
from tests.generator.view.made import COMPARE_NOW, EQUAL_NOW, HERE, LINE_NOW, ON, PATHWAY, picture, t

Way: TypeAlias = Mapping[str, tuple[str, ...]]  # a step → what it builds on, in the order of the file

FRACTIONS: Way = {
    "parts": (),
    "line": ("parts",),
    "same": ("line",),
    "equal": ("same",),
    "compare": ("equal",),
    "add": ("equal",),
    "tenths": ("equal",),
    "times-whole": ("add",),
    "unlike": ("compare", "add"),
    "times-fraction": ("times-whole", "unlike"),
}


def strands(width: int, depth: int, cross: int, seed: int) -> Way:
    """Strands side by side, as in a program of several subjects, and so many ties that cross from one to another."""
    chance = Random(seed)
    way = {
        f"s{across}-{down}": (f"s{across}-{down - 1}",) * (down > 0) for down in range(depth) for across in range(width)
    }
    for _ in range(cross):
        down = chance.randrange(1, depth)
        above = f"s{chance.randrange(width)}-{chance.randrange(down)}"
        below = f"s{chance.randrange(width)}-{down}"
        way[below] = tuple(dict.fromkeys((*way[below], above)))
    return way


def grown(steps: int, seed: int) -> Way:
    """Each step builds on a few that came shortly before it, and now and then on one from long ago."""
    chance = Random(seed)
    names = [f"n{at}" for at in range(steps)]
    way: dict[str, tuple[str, ...]] = {}
    for at, name in enumerate(names):
        near = names[max(0, at - 7) : at]
        chosen = chance.sample(near, min(len(near), chance.choice((0, 1, 1, 1, 2, 2))))
        far = [chance.choice(names[:at])] if at > 8 and chance.random() < 0.15 else []
        way[name] = tuple(dict.fromkeys(chosen + far))
    return way


def islands(count: int, size: int) -> Way:
    """Parts that have nothing to do with each other, and as many steps that stand alone."""
    way: dict[str, tuple[str, ...]] = {}
    for island in range(count):
        way |= {f"i{island}-{at}": (f"i{island}-{(at - 1) // 2}",) * (at > 0) for at in range(size)}
        way[f"alone{island}"] = ()
    return way


def broad(width: int) -> Way:
    """One beginning, a row of so many, one end."""
    row = {f"b{at}": ("first",) for at in range(width)}
    return {"first": ()} | row | {"last": tuple(row)}


def bypassed(depth: int) -> Way:
    """One long chain, and side ways that leave it early and come back late."""
    chain = {f"c{at}": (f"c{at - 1}",) * (at > 0) for at in range(depth)}
    for at in range(0, depth - 8, 4):
        chain[f"side{at}"] = (f"c{at}",)
        chain[f"c{at + 8}"] = (*chain[f"c{at + 8}"], f"side{at}")
    return chain


WAYS: Mapping[str, Way] = {
    "fractions, 10": FRACTIONS,
    "one step": {"only": ()},
    "a row of 15": broad(15),
    "a chain with side ways, 25": bypassed(22),
    "grown, 25": grown(25, seed=2),
    "nothing tied, 25": {f"n{at}": () for at in range(25)},
    "strands, 60": strands(6, 10, cross=14, seed=1),
    "two strands, 60": strands(2, 30, cross=12, seed=3),
    "twelve strands, 60": strands(12, 5, cross=10, seed=4),
    "grown, 60": grown(60, seed=5),
    "grown otherwise, 60": grown(60, seed=6),
    "islands, 60": islands(6, 9),
    "a chain with side ways, 60": bypassed(49),
}

TITLES = (
    t("Parts of a whole", es="Partes de un entero", ar="أجزاء الكلّ"),
    t("Add fractions with different parts", es="Sumar fracciones con partes distintas", ar="جمع كسور بأجزاء مختلفة"),
    t("Compare", es="Comparar", ar="المقارنة"),
    t(
        "Fit a line to data and say how well it fits",
        es="Ajustar una recta a los datos y decir qué tan bien se ajusta",
        ar="رسم خط يوافق البيانات وبيان مدى جودته",
    ),
    t("Solve linear equations", es="Resolver ecuaciones lineales", ar="حل المعادلات الخطية"),
    t("Project: keep our creek path safe", es="Proyecto: proteger el sendero", ar="مشروع: حماية ممشى الجدول"),
    t("Read what a graph tells", es="Leer lo que dice una gráfica", ar="قراءة ما يقوله الرسم"),
)


def learner_on(way: Way, reached: int, choosing: Collection[str] = ()) -> Picture:
    """Somebody who has reached so many steps, as they come. Those `choosing` need only one of what they build on."""
    done: dict[str, None] = {}
    while len(done) < reached:
        done[next(step for step in way if step not in done and all(above in done for above in way[step]))] = None
    open_to = {
        step: tuple(above for above in builds_on if above not in done)
        for step, builds_on in way.items()
        if not (step in choosing and done.keys() & set(builds_on))
    }
    ready = [step for step in way if step not in done and not open_to.get(step)]
    steps = tuple(
        _step(
            at,
            step,
            way,
            state=_state(step, done, ready),
            condition=Condition(of=way[step], any=step in choosing, place=HERE) if way[step] else None,
            waits_for=WaitsFor(of=open_to[step], any=step in choosing) if open_to.get(step) else None,
        )
        for at, step in enumerate(way)
    )
    return picture(pathways=(pathway_of(steps),))


def _state(step: str, done: Collection[str], ready: Sequence[str]) -> Literal["reached", "ready", "blocked", "working"]:
    if step in done:
        return "reached"
    if step not in ready:
        return "blocked"
    return "working" if step == ready[0] else "ready"


def pathway_of(steps: tuple[Step, ...]) -> PathwayPicture:
    return replace(
        PATHWAY,
        steps=steps,
        reached=sum(step.state == "reached" for step in steps),
        needed=len(steps),
        ready_next=tuple(step.requirement.id for step in steps if step.state in ("ready", "working")),
    )


def _step(
    at: int,
    id: str,
    way: Way,
    *,
    state: Literal["reached", "ready", "blocked", "working"],
    condition: Condition | None,
    waits_for: WaitsFor | None,
) -> Step:
    opens = tuple(later for later, builds_on in way.items() if id in builds_on)
    return Step(
        requirement=Requirement(id=id, title=TITLES[at % len(TITLES)], prerequisites=condition, place=HERE),
        standings=({"reached": LINE_NOW, "working": EQUAL_NOW}.get(state, COMPARE_NOW),),
        state=state,
        reached_on=date(2026, 9, 1) + timedelta(days=at) if state == "reached" else None,
        by="model" if state == "reached" else None,
        due=ON + timedelta(days=5 * at),
        builds_on=way[id],
        missing=way[id] if state == "blocked" else (),
        unlocks=len(opens),
        goal="g1" if state == "working" else None,
        waits_for=waits_for,
        opens=opens,
    )
