"""Where templates and the site's base come from: a school's own files, then the ones that travel with Pathbook."""

from pathlib import Path

from generator.programs import shipped

__all__ = ["base_config", "shipped", "template_folders"]


def template_folders(root: Path) -> tuple[Path, ...]:
    """The school's `site_templates` if it has any, then ours; a file in the first one wins."""
    own, ours = root.resolve() / "site_templates", shipped("site_templates")
    return (own, ours) if own.is_dir() and own != ours else (ours,)


def base_config(root: Path) -> Path:
    """The `mkdocs.yml` every learner's site starts from: the school's own, else ours."""
    own = root / "mkdocs.yml"
    return own if own.is_file() else shipped("mkdocs.yml")
