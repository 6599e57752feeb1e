"""What a bench found, for people and for programs."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from tests.bench.scale_bench import Measured, goals_of_scale, scale_table
from tests.bench.table import Row, printed

HEAD = """# How fast Pathbook is

Written by `make bench`; nobody edits it. Ours and what it is compared with took turns in one run on one core, and
medians stand here: **only the ratios can be compared between machines**, or between two runs. What is a whole process
of a school that grows ran once, on every core.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    machine: Mapping[str, str]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    scale: Measured


def in_markdown(results: Results) -> str:
    parts = [HEAD, "\n".join(f"- {name}: {value}" for name, value in results.machine.items())]
    if results.rows:
        parts += ["## Side by side", printed(results.rows), "\n".join(f"- {note}" for note in results.notes)]
    if results.scale:
        parts += ["## Schools that grow", scale_table(results.scale), "\n".join(goals_of_scale(results.scale))]
    return "\n\n".join(parts) + "\n"


def in_json(results: Results) -> str:
    held = {
        "machine": results.machine,
        "rows": [asdict(row) | {"times": row.baseline / row.ours} for row in results.rows],
        "notes": results.notes,
        "scale": {
            str(size): {
                name: {"wall": spent.wall, "cpu": spent.cpu, "peak": spent.peak} for name, spent in steps.items()
            }
            for size, steps in results.scale.items()
        },
    }
    return json.dumps(held, indent=1, ensure_ascii=False) + "\n"
