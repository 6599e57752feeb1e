"""The pages of a site as parts of one document: what was unique on its page stays so, and links lead to anchors.

The document is shown in a frame made from its text (`srcdoc`). There a link "#x" would leave for the page around the
frame; only "about:srcdoc#x" means the frame itself, in every browser.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from selectolax.lexbor import LexborNode

from generator.render.one_page_files import Picture, copy_taken, is_there, uri_of
from generator.render.one_page_look import LOWER
from generator.render.one_page_read import ReadPage, ReadSite, page_path

HERE = "about:srcdoc#"
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "for", "headers", "popovertarget")
NEVER = "script, style, iframe, object, embed, link, meta, base, form, template"  # no page of ours holds one
ELSEWHERE = ("http:", "https:")
PROGRAMS = ("mailto:", "tel:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What pages must know of the document they stand in.

    `anchors`: path of a page → its anchor. `ids`: every id there is, as it is called in the document.
    """

    plain: Path
    anchors: Mapping[str, str]
    ids: frozenset[str]
    pictures: Mapping[str, Picture]
    papers: bool


def book_of(plain: Path, sites: tuple[ReadSite, ...], pictures: Mapping[str, Picture], *, papers: bool) -> Book:
    anchors = {page.path: anchor_of(site, page.path) for site in sites for page in site.pages}
    ids = frozenset(
        within(anchors[page.path], marked.attrs.sget("id"))
        for site in sites
        for page in site.pages
        for marked in page.content.css("[id]")
    )
    return Book(plain=plain, anchors=anchors, ids=ids, pictures=pictures, papers=papers)


def anchor_of(site: ReadSite, path: str) -> str:
    """What a page is called in the document: "goal-g1", and "ar--goal-g1" in a language beside the first."""
    own = path.removeprefix(site.folder).strip("/").replace("/", "-") or "home"
    return f"{site.folder.strip('/')}--{own}" if site.folder else own


def within(anchor: str, id_: str) -> str:
    return f"{anchor}--{id_}"


def joined(book: Book, page: ReadPage, given: dict[str, str]) -> str:
    """The inside of a page as it stands in the document. The page's own tree is used up.

    `given`: files that this language's part holds so far, with the anchors where; what is new is added.
    """
    content, anchor = page.content, book.anchors[page.path]
    for stranger in content.css(NEVER):
        stranger.decompose()
    _no_landmarks(content)
    _call_apart(content, anchor)
    for shown in content.css("img"):
        _show_once(book, page, shown)
    for player in content.css("audio"):
        _play(book, page, player, given)
    for link in content.css("a[href]"):
        _lead(book, page, link, given)
    for heading in content.css("h1, h2, h3, h4, h5"):
        _lower(page, heading)
    return content.inner_html or ""


def _no_landmarks(content: LexborNode) -> None:
    """A hundred landmarks in one document, many of them called alike, are no help to find one's way."""
    for section in content.css("section[aria-labelledby]"):
        del section.attrs["aria-labelledby"]  # its heading stays
    for part in content.css("section[aria-label], [role=region]"):
        part.attrs["role"] = "group"


def _call_apart(content: LexborNode, anchor: str) -> None:
    for marked in content.css("[id]"):
        marked.attrs["id"] = within(anchor, marked.attrs.sget("id"))
    for attribute in REFERENCES:
        for referring in content.css(f"[{attribute}]"):
            ids = referring.attrs.sget(attribute).split()
            referring.attrs[attribute] = " ".join(within(anchor, id_) for id_ in ids)


def _show_once(book: Book, page: ReadPage, shown: LexborNode) -> None:
    """In the place of a picture, and of a link to its large copy: a window to the one that all pages share."""
    path, alt = copy_taken(book.plain, page, shown), shown.attrs.sget("alt")
    outer = shown
    while outer.parent is not None and outer.parent.tag in ("picture", "a"):
        outer = outer.parent
    if path is None:
        outer.replace_with(alt)
        return
    picture = book.pictures[path]
    window = page.parsed.create_node("span")
    window.attrs["class"] = "pb-window"
    window.inner_html = (
        f'<svg viewBox="0 0 {picture.width} {picture.height}" role="img" aria-label="{escape(alt)}">'
        f'<use href="#{picture.anchor}"/></svg>'
    )
    outer.replace_with(window, move=True)


def _play(book: Book, page: ReadPage, player: LexborNode, given: dict[str, str]) -> None:
    """A recording is there once in a language, and only where papers are; beside its player it needs no link."""
    path = page.leads_to(player.attrs.sget("src"))
    if not book.papers or path in given or not is_there(book.plain, path):
        player.decompose()
        return
    given[path] = within(book.anchors[page.path], f"recording-{len(given)}")
    player.attrs["id"] = given[path]
    player.attrs["src"] = uri_of(book.plain / path)
    player.attrs["preload"] = "metadata"  # it is there already, and so says how long it is
    beside = player.parent
    for link in beside.css("a[href]") if beside is not None else ():
        if page.leads_to(link.attrs.sget("href")) == path:
            link.unwrap()


def _lead(book: Book, page: ReadPage, link: LexborNode, given: dict[str, str]) -> None:
    href = link.attrs.sget("href")
    if href.startswith(ELSEWHERE):
        link.attrs["target"], link.attrs["rel"] = "_blank", "noopener noreferrer"
    elif not href.startswith(PROGRAMS):
        _lead_inside(book, page, link, given)


def _lead_inside(book: Book, page: ReadPage, link: LexborNode, given: dict[str, str]) -> None:
    """To the page or the place on it, to the file if it is there, else nowhere: the words stay."""
    href = link.attrs.sget("href")
    way = page.leads_to(href)
    target = book.anchors.get(page_path(way))
    if target is not None:
        exact = within(target, href.partition("#")[2])
        link.attrs["href"] = HERE + (exact if exact in book.ids else target)
    elif way in given:
        link.attrs["href"] = HERE + given[way]
    elif book.papers and is_there(book.plain, way):
        given[way] = within(book.anchors[page.path], f"paper-{len(given)}")
        link.attrs["id"], link.attrs["download"] = given[way], way.rpartition("/")[2]
        link.attrs["href"] = uri_of(book.plain / way)
    else:
        link.unwrap()


def _lower(page: ReadPage, heading: LexborNode) -> None:
    """One level down: the document's own heading stands above those of its pages."""
    lower = page.parsed.create_node(LOWER[heading.tag or "h5"])
    for name, value in heading.attributes.items():
        lower.attrs[name] = value
    lower.inner_html = heading.inner_html or ""
    heading.replace_with(lower, move=True)
