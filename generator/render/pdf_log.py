"""What print libraries complain of, caught before it reaches a log.

Their sentences may quote the document, and so a child. Only the sentence's form is kept, never its values.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

LOGGERS = ("weasyprint", "fontTools")


@contextmanager
def heard() -> Iterator[list[str]]:
    """A list that fills, while the block runs, with the form of each warning and error."""
    forms: list[str] = []

    def keep(record: logging.LogRecord) -> bool:
        forms.append(str(record.msg))
        return False

    ear = logging.Handler(logging.WARNING)
    ear.addFilter(keep)
    loggers = tuple(logging.getLogger(name) for name in LOGGERS)
    before = tuple((logger.propagate, logger.level) for logger in loggers)
    for logger in loggers:
        logger.addHandler(ear)
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    try:
        yield forms
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(ear)
            logger.propagate = propagate
            logger.setLevel(level)
