"""Shapes of the charts on paper: the site stretches them, print needs them in their final size."""

import re

NUMBERS = re.compile(r"([A-Z])|(-?\d+(?:\.\d+)?)")
ONE_WAY = {"H": 0, "V": 1}  # commands that move along one axis only


def scaled(path: str, across: float, down: float) -> str:
    """An SVG path of absolute commands (no arcs), each coordinate times its axis' factor."""
    factors = (across, down)
    pieces: list[str] = []
    command, at = "", 0
    for found in NUMBERS.finditer(path):
        if found[1]:
            command, at = found[1], 0
            pieces.append(command)
            continue
        factor = factors[ONE_WAY.get(command, at % 2)]
        pieces.append(f"{float(found[2]) * factor:.2f}".rstrip("0").rstrip("."))
        at += 1
    return " ".join(pieces)
