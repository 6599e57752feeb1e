"""The photo named on the command line, taken in as the form takes it in: bare of what a camera writes beside."""

from pathlib import Path

from generator.cli.learner_asked import english_for
from generator.editing.new.asking import Asking
from generator.editing.new.making import Photo
from generator.editing.new.questions import Answers, Unclear, one
from generator.problem import of_file_system
from generator.records.school import Policy


def photos_given(answers: Answers, asking: Asking) -> tuple[Photo, ...]:
    """None or one."""
    named = one(answers, "photo")
    if named is None:
        return ()
    from generator.editing.intake.files import Refused, taken_in  # pictures and papers: not for --help

    school = asking.school.commons.school
    try:
        taken = taken_in(Path(named).expanduser().read_bytes(), school.policy or Policy(place=school.place))
    except OSError as why:
        raise of_file_system(why) from None
    if isinstance(taken, Refused):
        raise Unclear(f"{named}: {taken.said(english_for(school))}")
    alt, people = one(answers, "alt"), one(answers, "photo-shows")
    return (Photo(content=taken.content, ending=f".{taken.ending}", alt=alt, people=people),)
