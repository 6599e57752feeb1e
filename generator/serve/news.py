"""Whose files have changed since somebody looked: a counter for each learner, and a way to wait for it to move."""

from threading import Condition

EVERYBODY = ""


class News:
    """Counters that only grow. What concerns everybody moves each learner's counter too."""

    def __init__(self) -> None:
        self._moved = Condition()
        self._turn = 0
        self._turns: dict[str, int] = {}
        self.over = False

    def tell(self, learners: tuple[str, ...]) -> None:
        """These learners' files have changed; no learners: everybody's may have."""
        with self._moved:
            self._turn += 1
            for learner in learners or (EVERYBODY,):
                self._turns[learner] = self._turn
            self._moved.notify_all()

    def turn_of(self, learner: str) -> int:
        """How often there was news a learner's page must know of; of anybody for EVERYBODY."""
        if learner == EVERYBODY:
            return self._turn
        return max(self._turns.get(learner, 0), self._turns.get(EVERYBODY, 0))

    def wait(self, learner: str, turn: int, seconds: float) -> bool:
        """Wait until a learner's turn is another than this; False when time is over first, or all is."""
        with self._moved:
            self._moved.wait_for(lambda: self.over or self.turn_of(learner) != turn, seconds)
            return not self.over and self.turn_of(learner) != turn

    def end(self) -> None:
        """Nobody needs to wait any longer."""
        with self._moved:
            self.over = True
            self._moved.notify_all()
