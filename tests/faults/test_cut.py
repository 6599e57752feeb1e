"""A build that is ended at any point: the last good output stands, or the new one; the next build mends all."""

import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random
from secrets import randbelow

import pytest

from tests.faults.runner import DAY, Ended, Runner, contents, runner

POINTS = (*(signal.SIGTERM,) * 10, signal.SIGINT, *(signal.SIGKILL,) * 3)
ENDS = {signal.SIGTERM: {143}, signal.SIGINT: {130, 0}, signal.SIGKILL: {-9}}  # 0: all was done when it came


@pytest.fixture(scope="module")
def runs() -> Iterator[Runner]:
    with runner() as one:
        yield one


@pytest.mark.build
def test_a_build_that_is_cut_leaves_the_last_good_output_or_the_new_one(
    runs: Runner, tiny_school: Path, tmp_path: Path
) -> None:
    seed = randbelow(10**9)
    dice, out, room = Random(seed), tmp_path / "out", tmp_path / "room"
    room.mkdir()

    def build(**more: object) -> Ended:
        words = ("build", "--root", tiny_school, "--out", out, "--on", DAY, "--access", "plain", "--only", "site")
        return runs.run(*words, "--executor", "serial", environment={"TMPDIR": str(room)}, **more)

    goal = next(tiny_school.glob("plans/s-0001/*/goals/*.yml"))
    texts = (goal.read_text(), goal.read_text().replace("title:", "title: New", 1))
    runs.load("build", "--root", tiny_school, "--out", tmp_path / "first", "--on", DAY, "--only", "site")
    wholes, acts = [], 0
    for text in texts:
        goal.write_text(text)
        ended = build()
        assert ended.status == 0, ended.said
        wholes.append(contents(out))
        acts = ended.acts
    assert wholes[0] != wholes[1]
    now = 1
    for number in POINTS:
        at = dice.randint(1, acts)
        because = f"seed {seed}: {number.name} before act {at} of {acts}"
        goal.write_text(texts[1 - now])
        ended = build(signal=int(number), at=at)
        assert ended.status in ENDS[number], f"{because}: {ended.said}"
        assert "Traceback" not in ended.said, f"{because}: {ended.said}"
        sites = [site_in(whole) for whole in wholes]
        seen = site_in(contents(out))
        assert seen in sites or (number == signal.SIGKILL and not seen), because
        now = dice.randrange(2)  # as was wanted, or somebody took the change back meanwhile
        goal.write_text(texts[now])
        ended = build()
        assert ended.status == 0, f"{because}: {ended.said}"
        assert contents(out) == wholes[now], because
        assert not any(path.is_dir() for path in room.iterdir()), f"{because}: plain pages may lie there"


def site_in(whole: object) -> dict[str, bytes]:
    assert isinstance(whole, dict)
    return {path: held for path, held in whole.items() if path.startswith("site/s/s-0001/")}
