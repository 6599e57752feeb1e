"""Days as people say them: without the year while nobody would wonder which."""

from datetime import date

from generator.model.picture import Picture
from generator.words import Words

WITHOUT_YEAR_WITHIN = 300  # days


def near(day: date, picture: Picture, words: Words) -> str:
    """Month and day; the year too where the day is far from the day of the picture."""
    far = abs((day - picture.on).days) > WITHOUT_YEAR_WITHIN
    return words.day(day, "medium" if far else "short")
