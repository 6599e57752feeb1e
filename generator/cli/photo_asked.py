"""The photo named on the command line, taken in as the form takes it in: bare of what a camera writes beside."""

from pathlib import Path

import typer

from generator.cli.learner_asked import english_for
from generator.editing.asking import Asking
from generator.editing.making import Photo
from generator.editing.questions import Answers, one
from generator.problem import ToolFailed, of_file_system
from generator.records.school import Policy


def photos_given(answers: Answers, asking: Asking) -> tuple[Photo, ...]:
    """None or one."""
    named = one(answers, "photo")
    if named is None:
        return ()
    if (alt := one(answers, "alt")) is None:
        raise typer.BadParameter("say with --alt what one sees in the photo", param_hint="--photo")
    from generator.editing.intake import Refused, taken_in  # pictures and papers: not for --help

    school = asking.school.commons.school
    try:
        taken = taken_in(Path(named).expanduser().read_bytes(), school.policy or Policy(place=school.place))
    except OSError as why:
        raise of_file_system(why) from None
    if isinstance(taken, Refused):
        raise ToolFailed(named, taken.said(english_for(school)))
    return (Photo(content=taken.content, ending=f".{taken.ending}", alt=alt, shows=one(answers, "photo-shows")),)
