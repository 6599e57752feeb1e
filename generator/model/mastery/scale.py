"""Where points stand on a scale. Levels run from the lowest points to the highest."""

from decimal import Decimal

from generator.records.school import Level, Scale


def level_at(scale: Scale, points: Decimal) -> Level:
    """The highest level whose points are reached; below the lowest level it is the lowest, over the top the top."""
    reached = scale.levels[0]
    for level in scale.levels:
        if level.points <= points:
            reached = level
    return reached


def level_named(scale: Scale, name: str | None) -> Level | None:
    """None: no name is given, or the scale has no such level, which the check reports."""
    for level in scale.levels:
        if level.id == name:
            return level
    return None


def lowest_proficient(scale: Scale) -> Level:
    """Where one moves forward when nothing else was agreed; the top where no level is marked proficient."""
    return next((level for level in scale.levels if level.proficient), scale.levels[-1])


def at_or_above(level: Level, target: Level) -> bool:
    return level.points >= target.points
