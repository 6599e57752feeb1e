"""A large school takes no more room than a small one: one learner at a time, and little of those who wait."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.sample import write_sample

PEAK = """
import resource, sys
from generator.cli.app import status_of
status = status_of(["check", "--root", sys.argv[1], "--on", "2026-11-20"])
print(status, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_kilobytes(root: Path) -> int:
    """The most memory a whole `pathbook check` of a school takes."""
    ended = subprocess.run([sys.executable, "-c", PEAK, root], capture_output=True, text=True, check=True)
    status, kilobytes = ended.stdout.split()[-2:]
    assert status == "0", ended.stderr
    return int(kilobytes)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is counted in other units elsewhere")
def test_ten_times_the_learners_take_no_tenth_more_memory(tmp_path: Path) -> None:
    for students in (60, 600):
        write_sample(tmp_path / str(students), students)
    assert peak_kilobytes(tmp_path / "600") <= 1.1 * peak_kilobytes(tmp_path / "60")
