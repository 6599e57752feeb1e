"""`python -m tests.form_load`: thirty people at one desk of a school of 200; how long a save takes, what is lost."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.form_load.crowd import Crowd, Saved, at_work, desk_for, lost, staffed_school

LEARNERS, PEOPLE, SAVES = 200, 30, 10
PAUSE = 5.0  # seconds between two saves of one person; nobody is as fast for long


def main() -> None:
    pause = float(sys.argv[1]) if len(sys.argv) > 1 else PAUSE
    with TemporaryDirectory(prefix="pathbook-load-") as top:
        school = Path(top) / "school"
        people = staffed_school(school, LEARNERS, PEOPLE)
        with desk_for(school, Path(top)) as desk:
            crowd = Crowd(school=school, port=desk.port, people=people, saves=SAVES, pause=pause)
            start = perf_counter()
            day = at_work(crowd)
            print(told(day, perf_counter() - start, len(lost(crowd, day))))


def told(day: tuple[Saved, ...], seconds: float, gone: int) -> str:
    took = sorted(saved.seconds for saved in day)
    at = {share: took[min(len(took) - 1, int(len(took) * share))] for share in (0.5, 0.95, 0.99)}
    ended = sorted({saved.status for saved in day})
    return (
        f"{len(day)} saves of {PEOPLE} people in {seconds:.0f} s ({len(day) / seconds:.1f} a second), ends {ended}: "
        f"median {at[0.5]:.2f} s, p95 {at[0.95]:.2f} s, p99 {at[0.99]:.2f} s, longest {took[-1]:.2f} s; {gone} lost"
    )


if __name__ == "__main__":
    main()
