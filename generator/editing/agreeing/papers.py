"""What somebody signed or said yes to, held against the words themselves: today's, else those of an earlier day.

A code leads to what was read, and only that is written down as agreed to. A code that no text has is refused; one that
is like another is told, and nobody decides in its stead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from generator.checked import CheckedSchool
from generator.load.agreed_before import Earlier, Past, earlier_texts
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.model.agree_code import Read, codes_of, like, read_by, typed_code
from generator.model.agree_signers import Around, NoSigner, Role, Signer, signer_of
from generator.model.readers import site_language
from generator.model.text_code import agreed_today, code_of
from generator.problem import errors_in
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.plan import Approval
from generator.records.school import LearnerId, PersonId
from generator.records.text import LanguageTag

Method: TypeAlias = Literal["paper", "in_person", "online", "phone"]
State: TypeAlias = Literal["today", "earlier", "had", "refused"]
UNREADABLE = "`pathbook check` finds mistakes in the files; nothing is written into them"
BEFORE_THE_YEAR = timedelta(days=184)  # a plan for autumn may be signed in spring


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One yes, as it was told. `code` None: today's words were read together; `covers` empty: all that was read."""

    learner: LearnerId
    role: Role
    method: Method
    code: str | None = None
    person: PersonId | None = None
    covers: tuple[str, ...] = ()
    language: LanguageTag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What becomes of it. `entry` is for the plan's `approvals`; None: nothing is to be written.

    `earlier`: the text that was read, where it is not today's and git still has it.
    """

    learner: LearnerId
    state: State
    said: str
    entry: Mapping[str, object] | None = None
    trailer: str | None = None
    year: PlanYear | None = None
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where papers are looked at. `recorder` None: nobody said who writes them down."""

    school: CheckedSchool
    past: Past
    recorder: PersonId | None

    @property
    def on(self) -> date:
        return self.school.on


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The words that were read. `earlier` None: today's."""

    read: Read
    year: PlanYear
    commons: Commons
    earlier: Earlier | None = None


def judged_paper(desk: Desk, folder: LearnerFolder, paper: Paper) -> Judged:
    records = records_read(desk, folder)
    if records is None:
        return no(paper, UNREADABLE)
    signer = signer_of(paper.role, paper.person, around(desk, records))
    if isinstance(signer, NoSigner):
        return no(paper, signer.why)
    found = today_read(desk, records, paper) if paper.code is None else read_of_code(desk, records, paper, signer)
    if isinstance(found, str):
        return no(paper, found)
    likely = (
        signer.home.language if signer.home is not None else site_language(records.learner, desk.school.commons.school)
    )
    return agreed_to(desk, paper, signer, found, likely if paper.role in ("student", "family") else None)


def records_read(desk: Desk, folder: LearnerFolder) -> LearnerRecords | None:
    """None: some of the files cannot be read, so nobody knows what the plan says."""
    records, problems = read_learner(desk.school.root, folder)
    return None if errors_in(problems) else records


def no(paper: Paper, why: str) -> Judged:
    return Judged(learner=paper.learner, state="refused", said=why)


def around(desk: Desk, records: LearnerRecords) -> Around:
    groups = tuple(desk.school.commons.groups.values())
    return Around(learner=records.learner, groups=groups, people=desk.school.people, recorder=desk.recorder, on=desk.on)


def languages_of(records: LearnerRecords, commons: Commons) -> tuple[LanguageTag, ...]:
    """Every language in which somebody may have been given this plan, the school's own first."""
    learner = records.learner
    own = (learner.site_language,) if learner.site_language else ()
    homes = (home.language for home in learner.family)
    return tuple(dict.fromkeys((*commons.school.languages, *own, *learner.languages, *homes)))


def newest_year(records: LearnerRecords, commons: Commons, on: date) -> PlanYear | None:
    """The plan of the school year of the day, else the newest one."""
    years = commons.calendar.years
    now = (
        each
        for each in records.years
        if (days := years.get(each.plan.school_year)) is not None and days.start <= on <= days.finish
    )
    return next(now, records.years[-1] if records.years else None)


def today_read(desk: Desk, records: LearnerRecords, paper: Paper) -> Found | str:
    """Nobody had a paper: what was read is what the plan says."""
    commons = desk.school.commons
    year = newest_year(records, commons, desk.on)
    if year is None:
        return "there is no plan to agree to yet"
    languages = languages_of(records, commons)
    if paper.language is not None and paper.language not in languages:
        return f"nobody reads this plan in {paper.language!r}; it is read in {', '.join(languages)}"
    return Found(read=Read(covers=tuple(agreed_today(year, commons)), languages=languages), year=year, commons=commons)


def read_of_code(desk: Desk, records: LearnerRecords, paper: Paper, signer: Signer) -> Found | str:
    """The words that have this code; else why there are none."""
    commons, own = desk.school.commons, desk.school.commons.school.languages[0]
    languages = languages_of(records, commons)
    years = records.years[::-1]
    code = typed_code(paper.code or "")
    for year in years if code is not None else ():
        read = read_by(code or "", agreed_today(year, commons), languages, own)
        if read is not None:
            return Found(read=read, year=year, commons=commons)
    known = known_codes(years, commons, languages)
    near = like(paper.code or "", known)
    if near and code not in known:
        return f"no text has the code {paper.code}; did you mean {' or '.join(near)}? Look at the paper once more"
    if code is None:
        return f"{paper.code!r} is no text code; one looks like K7Q2-9XWA"
    for year in years:
        found = earlier_read(desk, records, year, code, languages)
        if found is not None:
            return found
    return why_unknown(desk, years, paper, code)


def known_codes(years: Iterable[PlanYear], commons: Commons, languages: tuple[LanguageTag, ...]) -> tuple[str, ...]:
    """Codes that papers of this learner carry: of today's words, of what was sent home, of what was agreed to."""
    own = commons.school.languages[0]
    codes: dict[str, None] = {}
    for year in years:
        codes |= dict.fromkeys(codes_of(agreed_today(year, commons), languages, own))
        codes |= dict.fromkeys(each.text_code for each in year.issued if each.text_code)
        codes |= dict.fromkeys(each.text_code for each in year.plan.approvals if each.text_code)
    return tuple(codes)


def earlier_read(
    desk: Desk, records: LearnerRecords, year: PlanYear, code: str, languages: tuple[LanguageTag, ...]
) -> Found | None:
    commons = desk.school.commons
    zone, plan = commons.calendar.timezone, year.plan
    sent = next((each.on for each in year.issued if each.text_code == code), None)
    for text in earlier_texts(desk.past, plan.learner, plan.school_year, zone, records.redactions, sent):
        own = text.commons.school.languages[0]
        read = read_by(code, agreed_today(text.year, text.commons), (*languages, *text.commons.school.languages), own)
        if read is not None:
            return Found(read=read, year=year, commons=text.commons, earlier=text)
    return None


def why_unknown(desk: Desk, years: Iterable[PlanYear], paper: Paper, code: str) -> str:
    sent = next((each for year in years for each in year.issued if each.text_code == code), None)
    if sent is not None:
        words = "the words of it are in no commit"
        return f"a paper with the code {code} went home on {sent.on}, but {words}; sign a paper of today"
    if desk.past.why is not None:
        return f"no text of today has the code {code}, and earlier ones are not known: {desk.past.why}"
    if desk.past.is_cut_off:
        return f"no text here has the code {code}; only part of the history is here, `git fetch --unshallow` brings it"
    return f"no text of this plan has the code {code}, neither today's nor an earlier one"


def agreed_to(desk: Desk, paper: Paper, signer: Signer, found: Found, likely: LanguageTag | None) -> Judged:
    """What is written down of it, unless it stands there already. `likely`: the language this person reads."""
    plan, own = found.year.plan, found.commons.school.languages[0]
    text = found.year if found.earlier is None else found.earlier.year
    language = language_read(paper, likely, found.read, own)
    if language is None:
        return no(paper, f"{paper.code} is the code of the text in {' or '.join(found.read.languages)}")
    strange = [part for part in paper.covers if part not in found.read.covers]
    if strange:
        return no(paper, f"{', '.join(strange)} was not in what was read; that was {', '.join(found.read.covers)}")
    gone = [part for part in found.read.covers if part not in {"plan", *(goal.id for goal in found.year.goals)}]
    covers = tuple(part for part in paper.covers or found.read.covers if part not in gone)
    if not covers:
        return no(paper, "nothing of what was read is in the plan any more")
    if (day := out_of_year(desk, plan.school_year)) is not None:
        return no(paper, day)
    full = found.read.covers if not paper.covers else covers
    code = code_of(agreed_today(text, found.commons), full, language, own)
    entry: dict[str, object] = {"covers": list(covers), "role": paper.role, "person": signer.person}
    entry |= {"on": desk.on.isoformat(), "method": paper.method}
    entry |= {} if language == desk.school.commons.school.languages[0] else {"language": language}
    entry["text_code"] = code
    return settled(desk, paper, signer, found, entry, code)


def language_read(paper: Paper, likely: LanguageTag | None, read: Read, own: LanguageTag) -> LanguageTag | None:
    """In which language: as said, else as the home reads, else as the school writes. None: not in the one said."""
    if paper.language is not None:
        return paper.language if paper.language in read.languages else None
    return next((tag for tag in (likely, own) if tag in read.languages), read.languages[0])


def out_of_year(desk: Desk, year: str) -> str | None:
    """A slip of the year in a day would make a yes that lies before the plan, or ahead of everybody."""
    days = desk.school.commons.calendar.years.get(year)
    if days is None or days.start - BEFORE_THE_YEAR <= desk.on <= days.finish:
        return None
    return f"{desk.on} lies outside {year}, the school year of this plan; say the day with --on"


def settled(desk: Desk, paper: Paper, signer: Signer, found: Found, entry: Mapping[str, object], code: str) -> Judged:
    same = next((each for each in found.year.plan.approvals if says(each, paper, signer, code)), None)
    if same is not None:
        said = f"stands there already, of {same.on}"
        return Judged(learner=paper.learner, state="had", said=said, year=found.year)
    trailer = trailer_of(paper, signer, desk.on)
    who = f"{paper.role} {signer.person}" if paper.role != "student" else "student"
    parts = ", ".join(str(part) for part in paper.covers or found.read.covers)
    said = f"{who}, {code}: {parts}"
    if found.earlier is not None:
        said = f"{said}; the words as they were on {found.earlier.on}, which have been changed since"
    return Judged(
        learner=paper.learner,
        state="today" if found.earlier is None else "earlier",
        said=said,
        entry=entry,
        trailer=trailer,
        year=found.year,
        earlier=found.earlier,
    )


def says(approval: Approval, paper: Paper, signer: Signer, code: str) -> bool:
    return (approval.role, approval.person, approval.text_code) == (paper.role, signer.person, code)


def trailer_of(paper: Paper, signer: Signer, on: date) -> str:
    """What the commit's message says of it: ids only, never a name."""
    how = f"({paper.method}, {on})"
    match paper.role:
        case "family":
            return f"Acknowledged-by: Family of {paper.learner} {how}"
        case "student":
            return f"Acknowledged-by: Student {paper.learner} {how}"
        case _:
            return f"Reviewed-by: {signer.person}"
