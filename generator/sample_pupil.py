"""One learner of a synthetic school: who they are, what situation they are in, and what their files hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal, TypeAlias

from generator.sample_words import DOMAINS, NOTES, PIECES, STEPS, STRENGTHS, VOICES

Situation: TypeAlias = Literal[
    "on plan", "ahead", "taking more time", "stalled", "just started", "thin evidence", "one-sided evidence",
    "two homes", "several pathways", "dip after reaching", "prior learning", "support running",
]  # fmt: skip
SITUATIONS: tuple[Situation, ...] = (
    "on plan", "ahead", "two homes", "taking more time", "stalled", "thin evidence", "on plan", "one-sided evidence",
    "several pathways", "dip after reaching", "prior learning", "support running", "just started",
)  # fmt: skip
FIRST_DAY, LAST_DAY, TODAY = date(2026, 8, 31), date(2027, 6, 16), date(2026, 11, 20)
CLASS_SIZE = 25
LANGUAGES = ("en", "es", "ar")
KINDS = ("observation", "performance", "summative", "interim", "portfolio", "formative")
CONTEXTS = ("class", "home", "community")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """One invented learner before any file is written; `reached` steps of the first chain are behind them."""

    id: str
    number: int
    situation: Situation
    language: str
    chain: str
    reached: int
    chance: Random


def id_of(number: int) -> str:
    return f"s-{number:05d}"


def class_of(number: int) -> str:
    return f"class-{(number - 1) // CLASS_SIZE + 1:04d}"


def pupil_of(number: int, seed: int) -> Pupil:
    """The learner of a number: chance is seeded by the learner, so nobody depends on the size of the school."""
    chance = Random(f"{seed}:{number}")  # noqa: S311 - invented learners need no secrets
    situation = SITUATIONS[number % len(SITUATIONS)]
    ahead = {"ahead": 5, "taking more time": 1, "just started": 0, "thin evidence": 0, "stalled": 1}
    return Pupil(
        id=id_of(number),
        number=number,
        situation=situation,
        language=LANGUAGES[(number // 4) % 3] if number % 4 == 0 else "en",
        chain=tuple(DOMAINS)[number % len(DOMAINS)],
        reached=ahead.get(situation, 2),
        chance=chance,
    )


def ref(chain: str, step: int) -> str:
    return f"core:{chain}.{step + 1}"


def pupil_files(pupil: Pupil) -> Iterator[tuple[str, Mapping[str, object]]]:
    """A learner's files as (path in the learner's folder, what it holds)."""
    yield "learner.yml", learner(pupil)
    yield "2026-27/plan.yml", plan(pupil)
    for position, (chain, step) in enumerate(goals_of(pupil), start=1):
        yield f"2026-27/goals/g{position}.yml", goal(pupil, position, chain, step)
    if pupil.situation != "just started":
        met = date(2026, 10, 14)
        yield f"2026-27/conferences/{met}.yml", conference(pupil, met)
        yield from evidence_files(pupil)
    if pupil.situation == "support running":
        yield "supports/u1.yml", support(pupil)


def learner(pupil: Pupil) -> Mapping[str, object]:
    homes = 2 if pupil.situation == "two homes" else 1
    family = [
        {
            "id": f"home-{home + 1}",
            "person": [f"f-{pupil.number:05d}1"],
            "language": pupil.language,
            "paper": ("letter", "a4")[home],
            "print": ("standard", "large")[home],
        }
        for home in range(homes)
    ]
    return {
        "learner": pupil.id,
        "stage": "elementary" if pupil.number % 2 else "secondary",
        "enrolment": [{"school": "Sample School", "grade": f"{pupil.number % 9 + 1}", "from": date(2024, 9, 2)}],
        "languages": sorted({"en", pupil.language}),
        "site_language": pupil.language,
        "family": family,
        "team": [{"person": "t-0001", "role": "advisor"}],
        "access": {"epoch": 1, "slots": {"student": 1, f"f-{pupil.number:05d}1": 1, "advisor": 1}},
        "profile": {"strengths": pupil.chance.sample(STRENGTHS, 2), "interests": ["Building things"]},
    }


def chains_of(pupil: Pupil) -> tuple[str, ...]:
    """The chains a learner works on, the main one first."""
    names = tuple(DOMAINS)
    main = names.index(pupil.chain)
    return (pupil.chain, names[(main + 1) % len(names)])


def goals_of(pupil: Pupil) -> tuple[tuple[str, int], ...]:
    """(chain, step) of the three goals: the next step of the main chain, and the first two of another."""
    main, other = chains_of(pupil)
    return ((main, pupil.reached), (other, 0), (other, 1))


def plan(pupil: Pupil) -> Mapping[str, object]:
    chains = chains_of(pupil) if pupil.situation == "several pathways" else (pupil.chain,)
    return {
        "learner": pupil.id,
        "school_year": "2026-27",
        "status": "active",
        "frameworks": ["core"],
        "voice": [{"text": pupil.chance.choice(VOICES), "on": date(2026, 9, 18)}],
        "pathways": [
            {"id": f"p{position}", "pathway": chain, "start": FIRST_DAY, "finish": LAST_DAY}
            for position, chain in enumerate(chains, start=1)
        ],
        "reviews": [{"due": date(2027, 1, 29)}],
    }


def goal(pupil: Pupil, position: int, chain: str, step: int) -> Mapping[str, object]:
    short, can = DOMAINS[chain][1][step]
    titles = pupil.chance.sample(STEPS, 3)
    statuses = ("next", "next", "next") if pupil.situation == "just started" else ("done", "doing", "next")
    return {
        "id": f"g{position}",
        "competencies": [{"ref": ref(chain, step)}],
        "why": f"{short} opens the next step of the pathway.",
        "success_criteria": [
            {"id": "c1", "text": can},
            {"id": "c2", "text": "I say why it works."},
            {"id": "c3", "text": "I use it in a problem that is new to me."},
        ],
        "activities": [
            {"id": f"a{number}", "title": title, "minutes": 10 * number, "status": status}
            for number, (title, status) in enumerate(zip(titles, statuses, strict=True), start=1)
        ],
        "help_at_home": f"Ask: what did you do for “{short.lower()}” today?",
        "start": date(2026, 9, 14),
        "due": date(2026, 12, 4) + timedelta(days=21 * position),
    }


def conference(pupil: Pupil, met: date) -> Mapping[str, object]:
    return {
        "on": met,
        "kind": "student_led",
        "led_by": "student",
        "attendees": ["t-0001", f"f-{pupil.number:05d}1"],
        "goals": ["g1"],
        "notes": "{student} showed the newest work and chose what to practise.",
        "decisions": ["Keep the same goal until winter."],
        "next_on": date(2026, 12, 9),
    }


def support(pupil: Pupil) -> Mapping[str, object]:
    return {
        "id": "u1",
        "what": "Two short sessions a week with the specialist.",
        "who": "t-0001",
        "start": date(2026, 10, 5),
        "check_on": date(2026, 12, 7),
        "measure": {"what": "Words a minute", "baseline": 60 + pupil.number % 20, "aim": 95},
    }


EVENTS = (date(2026, 3, 17), date(2026, 9, 22), date(2026, 10, 20), date(2026, 11, 12))
STALLED_EVENTS = (date(2026, 2, 3), date(2026, 3, 17), date(2026, 5, 12), date(2026, 9, 22))


def evidence_files(pupil: Pupil) -> Iterator[tuple[str, Mapping[str, object]]]:
    """20 pieces in 4 events, oldest first; thin evidence: one piece in one event."""
    events: tuple[date, ...] = STALLED_EVENTS if pupil.situation == "stalled" else EVENTS
    events = events[-1:] if pupil.situation == "thin evidence" else events
    pieces = 1 if pupil.situation == "thin evidence" else 5
    for number, day in enumerate(events):
        last = number == len(events) - 1
        entries = [piece(pupil, number, count, day, last=last) for count in range(pieces)]
        yield f"evidence/{day}-event.yml", {"evidence": entries}


def piece(pupil: Pupil, event: int, count: int, day: date, *, last: bool) -> Mapping[str, object]:
    """One piece: early events show what is reached, the last one the steps of the three goals."""
    one_sided = pupil.situation == "one-sided evidence"
    dip = pupil.situation == "dip after reaching" and last
    chain, step = shown_step(pupil, count, last=last and not dip)
    level = "closer" if last and pupil.situation != "thin evidence" else "got-it"
    prior = pupil.situation == "prior learning" and event == 0
    return {
        "id": f"e{event + 1}{count + 1:02d}",
        "title": f"{pupil.chance.choice(PIECES)}: {DOMAINS[chain][1][step][0].lower()}",
        "kind": "prior_learning" if prior else "summative" if one_sided else KINDS[(event + count) % len(KINDS)],
        "assessed_on": day,
        "context": "class" if one_sided else CONTEXTS[count % len(CONTEXTS)],
        "results": [{"competency": ref(chain, step), "level": level, "note": pupil.chance.choice(NOTES)}],
        **({"shows": ["g1.c1"]} if last and count == 0 and not dip else {}),
        "assessor": "t-0001",
    }


def shown_step(pupil: Pupil, count: int, *, last: bool) -> tuple[str, int]:
    """(chain, step) that a piece is about: what is being worked on in the last event, what is reached before."""
    goals = goals_of(pupil)
    if last:
        return goals[max(0, count - 2)]
    return pupil.chain, count % max(1, pupil.reached)
