"""The top of every page, and what every page is told about itself."""

from dataclasses import dataclass

from generator.model.picture import Picture
from generator.view.page import RichText
from generator.view.said import student_name
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`who` is the learner and the grade, for the reader only: no title holds it. `stage` sets the size of the type."""

    title: RichText | str
    who: tuple[str, ...]
    updated: str
    updated_day: str
    stage: str


def head_of(title: RichText | str, picture: Picture, words: Words) -> Head:
    grade = grade_of(picture, words)
    name = student_name(picture, words)
    return Head(
        title=title,
        who=tuple(part for part in (name, grade) if part),
        updated=words.say("Updated {day}", day=words.day(picture.updated)),
        updated_day=picture.updated.isoformat(),
        stage=picture.learner.stage,
    )


def grade_of(picture: Picture, words: Words) -> str | None:
    """None: the learner is in no grade, as an educator."""
    return grade_words(picture.grade, words)


def grade_words(grade: str | None, words: Words) -> str | None:
    """A grade as people say it."""
    match grade:
        case None:
            return None
        case "PK" | "TK":
            return words.say("Preschool")
        case "K" | "KG":
            return words.say("Kindergarten")
        case _:
            return words.say("Grade {grade}", grade=grade.lstrip("0") or grade)
