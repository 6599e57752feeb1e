"""What a library says to its logger, as problems: nothing of it reaches the screen or a log file unseen."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator.problem import Place, Problem


class _Collector(logging.Handler):
    def __init__(self, problem: Callable[[logging.LogRecord], Problem]) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []
        self._problem = problem

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(self._problem(record))


@contextmanager
def captured(
    logger_name: str, file: str, code: str, sentence: Callable[[logging.LogRecord], str] = logging.LogRecord.getMessage
) -> Iterator[list[Problem]]:
    """Warnings and errors logged inside the block, as warnings about `file`; the list grows while the block runs.

    `sentence` makes a record a message: what a library quotes may be a child's name.
    """
    logger = logging.getLogger(logger_name)
    collector = _Collector(
        lambda record: Problem(place=Place(file), code=code, message=sentence(record), severity="warning")
    )
    handlers, level, propagate = logger.handlers[:], logger.level, logger.propagate
    logger.handlers, logger.propagate = [collector], False
    logger.setLevel(logging.WARNING)
    try:
        yield collector.problems
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)
