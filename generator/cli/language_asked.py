"""In which language sentences are asked for: refused where nobody has put them into it."""

from pathlib import Path

import typer


def language_asked(root: Path, language: str | None) -> str | None:
    """As it was typed; None: the school's own."""
    from generator.load.catalogues import languages_with_catalogue, words_for
    from generator.render.sources import template_folders

    folders = template_folders(root)
    if language is not None and not words_for(language, language, folders).has_catalogue:
        there = ", ".join(sorted(languages_with_catalogue(folders)))
        raise typer.BadParameter(f"there are no words in {language!r}, only in {there}", param_hint="--language")
    return language
