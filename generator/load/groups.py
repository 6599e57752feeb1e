"""Classes, advisories and other groups: read once to be checked, then again only when one is asked for.

Their members are as many as the learners, and a job needs none or one of them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.load.source import record_of
from generator.records.school import Group


class GroupFiles(Mapping[str, Group]):
    """The groups of plans/groups by id, all checked before; in the order of their names."""

    def __init__(self, root: Path, names: tuple[str, ...]) -> None:
        self._root = root
        self._names = names

    def __getitem__(self, name: str) -> Group:
        if name not in self._names:
            raise KeyError(name)
        group, _ = record_of(self._root, f"plans/groups/{name}.yml", "group", Group)
        if group is None:  # somebody broke the file while we worked
            raise KeyError(name)
        return group

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
