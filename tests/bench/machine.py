"""On what a bench ran: without it no figure means anything."""

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PROGRAMS = (
    "pathbook",
    "mkdocs",
    "mkdocs-material",
    "jinja2",
    "pyyaml",
    "jsonschema",
    "weasyprint",
    "pikepdf",
    "distributed",
)


def machine() -> dict[str, str]:
    """The machine in a few lines, and how busy it was when this was asked."""
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "processor": f"{_line('/proc/cpuinfo', 'model name') or platform.machine()}, {os.cpu_count()} cores",
        "memory": f"{_kilobytes('MemTotal') / 1e6:.0f} GB",
        "system": _line("/etc/os-release", "PRETTY_NAME").strip('"') or platform.platform(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "programs": ", ".join(f"{name} {version(name)}" for name in PROGRAMS),
        "load before": f"{os.getloadavg()[0]:.2f}",
    }


def _kilobytes(name: str) -> int:
    return int(_line("/proc/meminfo", name).split()[0] or 0)


def _line(file: str, name: str) -> str:
    """What a file of "name: value" or "name=value" lines says of a name; empty where it does not."""
    return next(_values(Path(file), name), "")


def _values(file: Path, name: str) -> Iterator[str]:
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        said, sign, value = line.partition(":" if ":" in line else "=")
        if sign and said.strip() == name:
            yield value.strip()
