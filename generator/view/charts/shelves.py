"""Parts of a pathway that have nothing to do with each other: drawn side by side while there is room, else below.

So a change in one part leaves the picture of the others as it was, and no line has to find its way around strangers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.view.charts.layout import Bend, Layout, Spot

APART = 4  # tracks between two parts


def parts_of(before: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """What hangs together, each part in the order given, and the parts by their first; boxes that stand alone last."""
    part_of: dict[str, list[str]] = {box: [box] for box in before}
    for box, above in before.items():
        for each in above:
            one, other = sorted((part_of[box], part_of[each]), key=len)
            if one is not other:
                other += one
                part_of.update(dict.fromkeys(one, other))
    place = {box: at for at, box in enumerate(before)}
    parts = {id(part): tuple(sorted(part, key=place.__getitem__)) for part in part_of.values()}
    together = sorted((part for part in parts.values() if len(part) > 1), key=lambda part: place[part[0]])
    alone = tuple(box for box, part in part_of.items() if len(part) == 1)
    return (*together, *([alone] if alone else []))


def on_shelves(layouts: Sequence[Layout], width: int) -> Layout:
    """The parts as one map, in their order; `width` in tracks is what may stand side by side."""
    if len(layouts) == 1:
        return layouts[0]
    shelves: list[list[Layout]] = []
    for layout in layouts:
        if shelves and _width((*shelves[-1], layout)) <= width:
            shelves[-1].append(layout)
        else:
            shelves.append([layout])
    tracks = max(map(_width, shelves), default=0)
    spots: list[Spot] = []
    bends: list[Bend] = []
    row = 0
    for shelf in shelves:
        start = (tracks - _width(shelf)) // 2
        for layout in shelf:
            spots += (replace(spot, row=spot.row + row, start=spot.start + start) for spot in layout.spots)
            bends += (
                replace(bend, row=bend.row + row, above=bend.above + start, below=bend.below + start)
                for bend in layout.bends
            )
            start += layout.tracks + APART
        row += max(layout.rows for layout in shelf)
    spots.sort(key=lambda spot: (spot.row, spot.start))
    return Layout(rows=row, tracks=tracks, spots=tuple(spots), bends=tuple(bends))


def _width(shelf: Sequence[Layout]) -> int:
    return sum(layout.tracks for layout in shelf) + APART * (len(shelf) - 1)
