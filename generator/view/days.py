"""Days as people say them: without the year while nobody would wonder which."""

from datetime import date, timedelta

from generator.model.picture import Picture
from generator.words import Words

WITHOUT_YEAR_WITHIN = timedelta(days=300)


def near(day: date, picture: Picture, words: Words) -> str:
    """Month and day; the year too where the day is far from the day of the picture."""
    return words.day(day, "medium" if _is_far(day, picture) else "short")


def alike(days: tuple[date, ...], picture: Picture, words: Words) -> tuple[str, ...]:
    """Days told together: all with their year where one of them needs it, or where they lie far from each other."""
    far = any(_is_far(day, picture) for day in days) or is_long(days)
    return tuple(words.day(day, "medium" if far else "short") for day in days)


def is_long(days: tuple[date, ...]) -> bool:
    return bool(days) and max(days) - min(days) > WITHOUT_YEAR_WITHIN


def _is_far(day: date, picture: Picture) -> bool:
    return not picture.on - WITHOUT_YEAR_WITHIN <= day <= picture.on + WITHOUT_YEAR_WITHIN
