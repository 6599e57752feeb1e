"""One act, one effect: whoever sends the same again, because the answer was lost on its way, gets the same answer."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from generator.records.school import PersonId

MOST_KEPT = 500
T = TypeVar("T")


class Answered(Generic[T]):
    """What was answered lately. One act of a person waits for the one before: two clicks are not two goals."""

    def __init__(self) -> None:
        self._looking = Lock()
        self._people: dict[PersonId, Lock] = {}
        self._kept: OrderedDict[tuple[PersonId, str], T] = OrderedDict()

    def once(self, person: PersonId, name: str, act: Callable[[], tuple[T, bool]]) -> T:
        """The answer of the act, which says whether it had an effect; `name` empty: nobody will ask for it again."""
        with self.turn_of(person):
            with self._looking:
                kept = self._kept.get((person, name))
            if name and kept is not None:
                return kept
            answer, done = act()
            if name and done:
                self._keep((person, name), answer)
            return answer

    def turn_of(self, person: PersonId) -> Lock:
        with self._looking:
            return self._people.setdefault(person, Lock())

    def _keep(self, name: tuple[PersonId, str], answer: T) -> None:
        with self._looking:
            self._kept[name] = answer
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
