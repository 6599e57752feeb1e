"""The gallery's sheet: each picture once, a page beside itself in another language, and no script."""

import re

from tests.gallery.sheet import Picture, sheet


def picture(file: str, what: str, language: str, device: str) -> Picture:
    return Picture(
        file=file,
        learner="s-0001",
        what=what,
        title="<Title> & more",
        language=language,
        device=device,
        width=1280,
        height=2000,
    )


def test_the_same_page_in_another_language_stands_beside_it() -> None:
    taken = (
        picture("a.jpg", "home", "en", "desk"),
        picture("b.jpg", "home", "en", "phone"),
        picture("c.jpg", "home", "ar", "desk"),
        picture("d.jpg", "home", "ar", "phone"),
        picture("e.jpg", "home-ar-letter-standard", "ar", "paper"),
    )
    html = sheet(taken, "2026-11-20")
    assert re.findall(r'<img src="(\w\.jpg)"', html) == ["a.jpg", "c.jpg", "b.jpg", "d.jpg", "e.jpg"]
    assert html.count('loading="lazy"') == len(taken)
    assert "&lt;Title&gt; &amp; more" in html
    assert "<script" not in html


def test_each_choice_hides_what_it_names() -> None:
    html = sheet((picture("a.jpg", "home", "en", "desk"), picture("b.jpg", "home", "es", "desk")), "2026-11-20")
    for choice in ("learner-s-0001", "language-en", "language-es", "device-desk", "device-paper"):
        assert f'<input type="checkbox" id="{choice}" checked>' in html
        assert f"body:not(:has(#{choice}:checked))" in html
