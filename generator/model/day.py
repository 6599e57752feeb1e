"""Until when what is said of a day stays true: a day that notes what it is asked.

Whoever is handed the day learns of it only by asking: is it before that one, which year is it. As long as every answer
is the same, so is everything that was made of them. So nothing has to know which rule looks how many days ahead, and a
rule that is written tomorrow is counted from its first day.

What the day is asked after `make` has ended, nobody counts: what it hands back must hold no day still to be looked at.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Self, TypeVar, overload

T = TypeVar("T")
NEVER = date.max.toordinal() + 1
LONGEST_MONTH = timedelta(days=31)


def good_through_of(make: Callable[[date], T], on: date) -> tuple[T, date]:
    """What `make` gives on that day, and the last day on which it surely gives the same if nothing else changes."""
    noted = Noted()
    made = make(AskedDay.of(on, noted, 0))
    return made, date.fromordinal(noted.turn - 1)


class Noted:
    """The first later day on which one of the answers given so far would be another, as an ordinal."""

    __slots__ = ("turn",)

    def __init__(self) -> None:
        self.turn = NEVER


class AskedDay(date):
    """A day like any other that notes when its answers would be others. `_moved`: by how many days from the first."""

    __slots__ = ("_moved", "_noted")
    _moved: int
    _noted: Noted

    @classmethod
    def of(cls, day: date, noted: Noted, moved: int) -> Self:
        made = cls(day.year, day.month, day.day)
        made._noted, made._moved = noted, moved
        return made

    # How it stands to another day turns where the two meet, or never again.

    def __lt__(self, other: date) -> bool:
        before = date.__lt__(self, other)
        if before is True:
            self._meets(other, 0)
        return before

    def __ge__(self, other: date) -> bool:
        since = date.__ge__(self, other)
        if since is False:
            self._meets(other, 0)
        return since

    def __le__(self, other: date) -> bool:
        until = date.__le__(self, other)
        if until is True:
            self._meets(other, 1)
        return until

    def __gt__(self, other: date) -> bool:
        after = date.__gt__(self, other)
        if after is False:
            self._meets(other, 1)
        return after

    def __eq__(self, other: object) -> bool:
        same = date.__eq__(self, other)
        if isinstance(other, date) and date.__le__(self, other):
            self._meets(other, 1 if same else 0)
        return same

    def __ne__(self, other: object) -> bool:
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    # A day some days before or after it is as watchful.

    def __add__(self, days: timedelta) -> Self:
        return self.of(_plain(self) + days, self._noted, self._moved + days.days)

    __radd__ = __add__

    @overload  # type: ignore[override]  # a plain day too can be taken away, not only another of these
    def __sub__(self, other: date) -> timedelta: ...
    @overload
    def __sub__(self, other: timedelta) -> Self: ...
    def __sub__(self, other: timedelta | date) -> Self | timedelta:
        if isinstance(other, timedelta):
            return self + -other
        return _plain(self if self._goes_with(other) else self._itself()) - _plain(other)

    def __rsub__(self, other: date) -> timedelta:
        return -(self - other)

    # What turns with the year, and with the month.

    @property
    def year(self) -> int:
        year = _plain(self).year
        self._turns(date(year + 1, 1, 1).toordinal() if year < date.max.year else NEVER)
        return year

    @property
    def month(self) -> int:
        first = _plain(self).replace(day=1)
        last_of_all = (first.year, first.month) == (date.max.year, date.max.month)
        self._turns(NEVER if last_of_all else (first + LONGEST_MONTH).replace(day=1).toordinal())
        return first.month

    # What is another tomorrow. Whoever can do with less should ask for less.

    @property
    def day(self) -> int:
        return self._itself().day

    def __hash__(self) -> int:
        return hash(self._itself())

    def __repr__(self) -> str:
        return repr(self._itself())

    def __str__(self) -> str:
        return str(self._itself())

    def __format__(self, form: str) -> str:
        return format(self._itself(), form)

    def __reduce__(self) -> tuple[Any, ...]:
        day = self._itself()
        return date, (day.year, day.month, day.day)

    def replace(self, *args: Any, **kwargs: Any) -> Any:
        return self._itself().replace(*args, **kwargs)

    def toordinal(self) -> int:
        return self._itself().toordinal()

    def weekday(self) -> int:
        return self._itself().weekday()

    def isoweekday(self) -> int:
        return self._itself().isoweekday()

    def isocalendar(self) -> Any:
        return self._itself().isocalendar()

    def isoformat(self) -> str:
        return self._itself().isoformat()

    def ctime(self) -> str:
        return self._itself().ctime()

    def strftime(self, form: str) -> str:
        return self._itself().strftime(form)

    def timetuple(self) -> Any:
        return self._itself().timetuple()

    # How all this is noted.

    def _itself(self) -> date:
        """The very day, to whoever wants to know no less."""
        day = _plain(self)
        self._turns(day.toordinal() + 1)
        return day

    def _meets(self, other: date, later: int) -> None:
        """The answer is another from so many days after the two have met."""
        if not self._goes_with(other):
            self._turns(date.toordinal(other) + later)

    def _goes_with(self, other: object) -> bool:
        """Two that come from one day stand to each other as they do, on whatever day."""
        return isinstance(other, AskedDay) and other._noted is self._noted

    def _turns(self, ordinal: int) -> None:
        self._noted.turn = min(self._noted.turn, ordinal - self._moved)


def _plain(day: date) -> date:
    """The same day, which notes nothing."""
    return date.fromordinal(date.toordinal(day))
