"""pathbook export case: a framework as a package that other systems read."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Root, folder_or_root
from generator.cli.report import put_out
from generator.exporters.case import case_package, package_text
from generator.load.frameworks import read_frameworks
from generator.problem import BuildStopped, errors_in


def export_case(
    framework: Annotated[str, typer.Argument(metavar="FRAMEWORK", help="Its folder in frameworks/.")],
    out: Annotated[Path | None, typer.Option(help="Left out: it is printed.", show_default=False)] = None,
    root: Root = None,
) -> None:
    """Write a framework as a CASE 1.1 package; what was imported keeps its identifiers."""
    school = folder_or_root(root)
    found = read_frameworks(school)
    if framework not in found.frameworks:
        own = errors_in(
            tuple(each for each in found.problems if each.place.file.startswith(f"frameworks/{framework}/"))
        )
        if own:
            raise BuildStopped(own, str(school))
        known = ", ".join(sorted(found.frameworks)) or "none"
        raise typer.BadParameter(f"there is no framework {framework!r}; there are: {known}")
    package = case_package(found.frameworks[framework], found.frameworks.values())
    text = package_text(package)
    put_out(text, out)
    if out is not None:
        print(f"{framework}: {len(package['CFItems'])} items, {len(package['CFAssociations'])} associations: {out}")
