"""One worker's tools, made ready once and used for every learner: the checked school, the press, a builder a language.

The school's records are shared; nothing of one learner stays for the next.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check.case import NameIndex
from generator.checked import CheckedSchool, known_school
from generator.load.agreed_before import Past, plans_past
from generator.load.catalogues import words_for
from generator.load.forge_reviews import ForgeReview, reviews_in
from generator.manifest import Order
from generator.programs import programs
from generator.publish.address import base_of
from generator.publish.front import Front, front_of
from generator.publish.keys import Master, load_master
from generator.render.places import BESIDE_SITES, INSIDE_SITE
from generator.render.shells_kept import Shelf, shelf_in
from generator.render.site import SiteBuilder, warm_builder
from generator.render.sources import base_config, template_folders
from generator.words import Words

if TYPE_CHECKING:
    from generator.render.pdf import Renderer


@dataclass(kw_only=True)
class Workshop:
    """A worker's tools. What an order does not need (no PDFs, no learner of a language) is never made."""

    order: Order
    school: CheckedSchool
    _builders: dict[str, SiteBuilder] = field(default_factory=dict)

    def words(self, language: str) -> Words:
        """The words of a language, in the school's folders and then ours."""
        return words_for(language, self.school.commons.school.languages[0], self.templates)

    def builder(self, language: str) -> SiteBuilder:
        """The warm site builder of a language."""
        if language not in self._builders:
            policy = self.school.commons.school.policy
            config_file, words = base_config(self.order.root), self.words(language)
            theme_from_site = BESIDE_SITES if self.order.access == "plain" else INSIDE_SITE
            self._builders[language] = warm_builder(
                root=self.order.root,
                config_file=config_file,
                templates=self.templates,
                shared=self.order.theme,
                photos=self.order.photos,
                words=words,
                hosts=() if policy is None else policy.link_hosts,
                theme_from_site=theme_from_site,
                shelf=self._shelf(config_file, words, theme_from_site),
            )
        return self._builders[language]

    def _shelf(self, config_file: Path, words: Words, theme_from_site: str) -> Shelf | None:
        """Where shells are kept. A build that was forced learns each anew."""
        book = self.order.book
        made_by = programs(book / "programs")
        fresh = self.order.force
        return shelf_in(book / "shells", made_by, config_file, self.templates, words, theme_from_site, fresh=fresh)

    @cached_property
    def master(self) -> Master:
        return load_master(self.order.master)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """All that Pathbook speaks here, the school's own first: what is published of anybody is published in each."""
        own = self.school.commons.school.languages[0]
        return (own, *sorted(self.school.commons.catalogues - {own}))

    @cached_property
    def base(self) -> str:
        """Under which path of the host everything lies."""
        publish = self.school.commons.school.publish
        return base_of(None if publish is None else publish.base_url)

    @cached_property
    def front(self) -> Front:
        """What sealed sites publish of nobody."""
        return front_of(self.base, self.spoken, self.templates)

    @cached_property
    def spoken(self) -> tuple[Words, ...]:
        """The words of those languages."""
        return tuple(self.words(language) for language in self.languages)

    @cached_property
    def press(self) -> "Renderer":
        from generator.render.pdf import warm_renderer  # the print library takes a second to come

        return warm_renderer(self.templates, self.words)

    @cached_property
    def plans_past(self) -> Past:
        """The history that led to the plans as they are built."""
        return plans_past(self.order.past or self.order.root, self.order.until)

    @cached_property
    def reviews(self) -> tuple[ForgeReview, ...]:
        return reviews_for(self.order, self.school)

    @cached_property
    def templates(self) -> tuple[Path, ...]:
        return template_folders(self.order.root)


def reviews_for(order: Order, school: CheckedSchool) -> tuple[ForgeReview, ...]:
    """Approvals that the forge itself keeps; none where nobody handed them in."""
    return () if order.reviews is None else reviews_in(order.reviews, order.past or order.root, school.people)


def open_workshop(order: Order, on: date, names: NameIndex) -> Workshop:
    """In a worker of its own: read what all share again, on the day that was agreed."""
    return Workshop(order=order, school=known_school(order.root, order.people, on, names))
