"""A learner's site: the theme's shells filled with the learner's pages, or MkDocs itself where that may differ.

The first site of each shape is built by MkDocs. Shells are learned beside it, and used for the next ones only if they
give the same bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment

from generator.problem import Problem, ToolFailed
from generator.render.glossary import explained
from generator.render.markdown import WaysOut
from generator.render.photos import copies_of, forget_others, within
from generator.render.places import BESIDE_SITES
from generator.render.search_entries import search_entries
from generator.render.shell_holes import LookedInto
from generator.render.shells import Filling, Shells, can_be_filled, differing, filled, filling_of
from generator.render.shells_kept import Shelf
from generator.render.templates import environment, page_html
from generator.render.themed import LearnerPages, ThemedSite, themed_of
from generator.render.written import files_in, write_files
from generator.view.page import Site
from generator.words import Words

if TYPE_CHECKING:
    from generator.render.warm_build import WarmBuild

MOST_SHAPES = 256  # that a worker holds; sites of yet another shape are built whole


class SiteBuilder:
    """`write` as often as there are learners of this language. Made by `warm_builder`.

    `why_whole`: what keeps every site from being filled into shells, so that MkDocs writes each; None: nothing does, as
    far as is known. `filled`: how many sites were filled so far.
    """

    def __init__(
        self,
        make_ready: Callable[[], "WarmBuild"],
        shelf: Shelf | None,
        shared: Path,
        photos: Path,
        words: Words,
        templates: Environment,
        root: Path,
    ) -> None:
        self._make_ready = make_ready
        self._shelf = shelf
        self._shared = shared
        self._words = words
        self._pages = templates
        self._root = root.resolve()
        self._photos = photos
        self._made: WarmBuild | None = None
        self._known: dict[ThemedSite, Shells] = {}
        self._texts: dict[str, str] = {}
        self.filled = 0
        self.why_whole: str | None = None

    def write(self, site: Site, into: Path, root: Path | None = None) -> tuple[Problem, ...]:
        """Write a learner's site into a fresh folder; what MkDocs and its theme complained of.

        `root`: where the learner's files lie, if not in the folder of the school.
        """
        words = self._words.for_stage(site.stage)
        html = {
            page.path: explained(page_html(self._pages, page, words, site.folder), page, site.glossary)
            for page in site.pages
        }
        return self.write_pages(site, html, into, root)

    def write_pages(
        self, site: Site, html: Mapping[str, str], into: Path, root: Path | None = None
    ) -> tuple[Problem, ...]:
        """The same from finished HTML: page path → what stands between header and footer."""
        themed, files = themed_of(site, html), self._files_of(site, root or self._root)
        pages = LearnerPages(themed=themed, entries=search_entries(site), files=files)
        if self.why_whole is not None or not can_be_filled(themed, files):
            return self._whole.build(pages, site, into)
        filling = filling_of(themed)
        shells = self._shells_of(filling.shape)
        if shells is not None:
            write_files(filled(shells, filling.words, pages.entries), files, into)
            self.filled += 1
            return ()
        problems = self._whole.build(pages, site, into)
        if self.why_whole is None and not problems and len(self._known) < MOST_SHAPES:
            self._learn(pages, filling, into)
        return problems

    @property
    def theme_name(self) -> str:
        """The folder in `shared` where the theme's files lie."""
        if self._made is None and self._known_theme is not None:
            return self._known_theme
        return self._whole.theme_name

    def close(self) -> None:
        """Tell plugins that no more sites will be built."""
        if self._made is not None:
            self._made.close()

    @property
    def _whole(self) -> "WarmBuild":
        """MkDocs, made ready when it is first needed."""
        if self._made is None:
            self._made = self._make_ready()
            self.why_whole = self.why_whole or self._made.why_whole
        return self._made

    @cached_property
    def _known_theme(self) -> str | None:
        name = self._shelf and self._shelf.theme_name()
        return name if name and (self._shared / name).is_dir() else None

    def _shells_of(self, shape: ThemedSite) -> Shells | None:
        """Those that this worker learned, or that an earlier one kept and whose theme lies ready."""
        if shape not in self._known and self._shelf is not None and self._known_theme is not None:
            kept = self._shelf.shells(shape)
            if kept is not None:
                self._remember(shape, kept)
        return self._known.get(shape)

    def _remember(self, shape: ThemedSite, shells: Shells) -> None:
        """Most texts are those of other shapes, too."""
        shared = tuple(self._texts.setdefault(text, text) for text in shells.texts)
        self._known[shape] = replace(shells, texts=shared)

    def _learn(self, pages: LearnerPages, filling: Filling, whole: Path) -> None:
        """The shells of a shape, from now on used if they give what MkDocs just wrote; else none is used any more."""
        try:
            shells = self._whole.learned(pages.themed)
        except (LookedInto, ToolFailed, AttributeError, TypeError, ValueError) as reason:
            self.why_whole = str(reason)  # a theme can fail at a hole in many ways; at words it did not
            return
        made = {path: content for path, content in files_in(whole).items() if path not in pages.files}
        unlike = differing(made, filled(shells, filling.words, pages.entries))
        if unlike:
            self.why_whole = f"{unlike[0]} would not be the same bytes"
            return
        self._remember(filling.shape, shells)
        if self._shelf is not None:
            self._shelf.keep(filling.shape, shells, self._whole.theme_name)

    def _files_of(self, site: Site, root: Path) -> Mapping[str, Path]:
        """The learner's files; none for a language that lies beside them and leads to them."""
        if site.folder:
            return {}
        found = {path: within(root, source) for path, source in site.files.items()}
        photos: dict[str, Path] = {}
        for photo in site.photos:
            photos |= copies_of(photo, root, self._photos / site.learner)
        forget_others(self._photos / site.learner, frozenset(photos.values()))
        return found | photos


def warm_builder(
    *,
    root: Path,
    config_file: Path,
    templates: tuple[Path, ...],
    shared: Path,
    photos: Path,
    words: Words,
    hosts: tuple[str, ...] = (),
    theme_from_site: str = BESIDE_SITES,
    shelf: Shelf | None = None,
) -> SiteBuilder:
    """A builder for one language. `root` is the school's folder, `shared` where the theme's files lie for all sites
    (`theme_from_site`: the way there from a learner's), `photos` where copies of photos are kept, a folder a learner.

    `templates` are folders like site_templates, a school's own before ours. Links out lead only to `hosts`. `shelf` is
    where shells of such a builder are kept; None: nowhere, so MkDocs is needed.
    """

    def make_ready() -> "WarmBuild":
        from generator.render.warm_build import warm_build  # MkDocs takes longer to come than a site to be filled

        return warm_build(
            root=root,
            config_file=config_file,
            templates=templates,
            shared=shared,
            words=words,
            theme_from_site=theme_from_site,
        )

    ways_out = WaysOut(hosts=hosts, said=words.say("(another website: {host})", host="{host}"))
    return SiteBuilder(make_ready, shelf, shared, photos, words, environment(templates, ways_out), root)
