"""A second try for tests that drive a real browser, socket or terminal, and for no others.

What is waited for there is not all ours: a browser may crash, a machine may give us nothing for a minute. Each second
try is named at the end of a run ("RERUN"); a test that needs one again and again has a fault, and so has the program.
"""

import pytest

DRIVEN = ("browser", "wire")


def give_second_tries(items: list[pytest.Item]) -> None:
    for item in items:
        if any(item.get_closest_marker(name) for name in DRIVEN):
            item.add_marker(pytest.mark.flaky(reruns=1))
