"""`make bench`: how fast Pathbook is, beside what it is built from, measured in the same run. Not a test."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.history_bench import history_rows
from tests.bench.map_bench import map_rows
from tests.bench.pdf_bench import pdf_rows
from tests.bench.picture_bench import picture_rows
from tests.bench.seal_bench import seal_rows
from tests.bench.site_bench import site_rows
from tests.bench.table import Row, on_one_core, printed
from tests.bench.unlock_bench import unlock_rows

BENCHES: tuple[Callable[[Path], tuple[tuple[Row, ...], str]], ...] = (
    picture_rows,
    map_rows,
    site_rows,
    pdf_rows,
    seal_rows,
    history_rows,
    unlock_rows,
)


def main() -> None:
    on_one_core()
    rows: list[Row] = []
    notes: list[str] = []
    for bench in BENCHES:
        with TemporaryDirectory(prefix="pathbook-bench-") as workspace:
            measured, note = bench(Path(workspace))
        rows += measured
        notes.append(note)
    print(printed(rows))
    print("\n".join(notes))
    print("One core; ours and the baseline took turns; medians. Only the ratios can be compared between machines.")


if __name__ == "__main__":
    main()
