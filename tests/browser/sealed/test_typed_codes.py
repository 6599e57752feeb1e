"""A family that types the code wrong in every way people do: which sentence appears, or whether it opens."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from generator.publish.codes import SYMBOLS, check_symbol, folded, is_code
from generator.publish.front import SAID
from tests.browser.sealed.door import PATIENCE, expect_locked, expect_open, expect_said, field, lock, opener, says
from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import ADA, NURIHAN, Sealed
from tests.browser.sealed.visitor import Visitor

pytestmark = pytest.mark.browser

Typed = Callable[[str], str]
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
LOOKALIKE = str.maketrans("01", "Ol")


def wide(code: str) -> str:
    """As an East Asian keyboard writes it."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in code)


def with_wrong(code: str, at: int) -> str:
    """The code with another symbol at one place."""
    other = SYMBOLS[(SYMBOLS.index(code[at]) + 1) % 32]
    return code[:at] + other + code[at + 1 :]


def with_swapped(code: str) -> str:
    """Two neighbours that differ, the other way round."""
    at = next(at for at in range(18) if code[at] not in (code[at + 1], "-") and code[at + 1] != "-")
    return code[:at] + code[at + 1] + code[at] + code[at + 2 :]


OPENS: tuple[tuple[str, Typed, str], ...] = (
    ("as printed", str, "it is the code"),
    ("small letters", str.lower, "a phone's keyboard begins small"),
    ("no dashes", folded, "the dashes only help the eye"),
    ("spaces for dashes", lambda code: code.replace("-", " "), "it is read aloud in groups"),
    ("dashes of a text program", lambda code: code.replace("-", "–"), "copied from a letter that was edited"),
    ("two spaces and a tab", lambda code: f"  {code}\t ", "pasted with what stood around it"),
    ("hidden signs", lambda code: f"\u200e{code}\u200b\ufeff".replace("-", "\u2011"), "pasted from a PDF or a chat"),
    ("quotes and a full stop", lambda code: f"“{code}”.", "pasted with the sentence it stood in"),
    ("a word before it", lambda code: f"Code: {code}", "the whole line was marked"),
    ("O for 0 and l for 1", lambda code: code.translate(LOOKALIKE), "they look alike in print"),
    ("Arabic digits", lambda code: code.translate(ARABIC), "an Arabic keyboard writes them"),
    ("Persian digits", lambda code: code.translate(PERSIAN), "a Persian or Urdu keyboard writes them"),
    ("wide letters", lambda code: wide(folded(code)), "a Japanese keyboard writes them"),
)
REFUSED: tuple[tuple[str, Typed, str, str], ...] = (
    ("nothing", lambda _: "", "empty", "Enter was pressed too early"),
    ("spaces", lambda _: "   ", "empty", "the same"),
    ("only dashes", lambda _: "----", "empty", "no symbol among them"),
    ("hearts", lambda _: "♥♥♥♥", "empty", "no symbol among them"),
    ("three groups", lambda code: code[:14], "short", "somebody stopped"),
    ("the last symbol left out", lambda code: code[:-1], "short", "cut off when copied"),
    ("the first symbol left out", lambda code: code[1:], "short", "cut off when copied"),
    ("a birthday", lambda _: "12.03.2017", "short", "other schools do it so"),
    ("a PIN", lambda _: "1234", "short", "banks do it so"),
    ("the child's name", lambda _: "Zelmira", "short", "one tries"),
    ("one symbol too many", lambda code: code[:6] + code[5:], "long", "a key was hit twice"),
    ("a sentence", lambda _: "please open the plan of my daughter, thank you", "long", "help was hoped for"),
    ("one wrong symbol", lambda code: with_wrong(code, 0), "typo", "read wrongly"),
    ("one wrong in the middle", lambda code: with_wrong(code, 11), "typo", "read wrongly"),
    ("one wrong at the end", lambda code: with_wrong(code, 23), "typo", "read wrongly"),
    ("neighbours swapped", with_swapped, "typo", "typed too fast"),
)


def test_the_tables_mean_what_they_say(first: Sealed) -> None:
    """The code of the table has what the table changes, and what is wrong is wrong."""
    code = first.code(ADA)
    assert set(code) & set("01"), "look-alikes need a 0 or a 1"
    assert set(code) & set("0123456789")
    assert with_swapped(code) != code
    assert not is_code(with_wrong(code, 11))


def test_however_it_is_written_it_is_understood(first: Sealed, host: Host, visitor: Visitor) -> None:
    """The field shows it as on the letter at once, so that one can compare; or it opens all the same."""
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    expect(opener(page)).to_be_enabled()
    for how, typed, because in OPENS:
        field(page).fill(typed(first.code(ADA)))
        if field(page).input_value() != first.code(ADA):
            field(page).press("Enter")
            expect(page.locator("#pb"), f"{how}: {because}").to_be_visible(timeout=PATIENCE)
            lock(page).click()
            expect_locked(page)
        field(page).fill("")
    field(page).fill(OPENS[-1][1](first.code(ADA)))
    field(page).press("Enter")
    expect_open(page)


@pytest.mark.attack("code-guess")
def test_what_is_wrong_is_said_before_any_work_is_done(first: Sealed, host: Host, visitor: Visitor) -> None:
    """None of these asks the host for anything: what cannot be a code is told at once."""
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    expect(opener(page)).to_be_enabled()
    for how, typed, key, because in REFUSED:
        host.log.clear()
        field(page).fill(typed(first.code(ADA)))
        opener(page).click()
        expect(says(page, key), f"{how}: {because}").to_be_visible()
        assert [path for path in host.paths if "slots" in path] == [], how
        expect(field(page), "whoever mistyped goes on from there").to_be_focused()


@pytest.mark.attack("code-guess")
def test_a_code_that_is_none_of_this_plan_is_refused(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Another child's, the next version of one's own, and whatever a guesser makes with a right check symbol."""
    guess = "0" * 19 + check_symbol("0" * 19)
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    for code in (first.code(NURIHAN), first.code(ADA, 2), first.code("f-0003"), guess):
        assert is_code(code)
        field(page).fill(code)
        opener(page).click()
        expect_said(page, "other")


def test_after_many_mistakes_the_right_code_still_opens(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Nobody is locked out for mistyping: the code is long enough to need no such thing."""
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    for _ in range(6):
        field(page).fill(first.code(NURIHAN))
        field(page).press("Enter")
        expect_said(page, "other")
    field(page).fill(first.code(ADA))
    field(page).press("Enter")
    expect_open(page)


def test_dashes_come_by_themselves_and_do_not_get_in_the_way(first: Sealed, host: Host, visitor: Visitor) -> None:
    """Typed key by key, with a mistake mended in the middle."""
    code = folded(first.code(ADA))
    page = visitor.tab()
    page.goto(host.url(first.folder(ADA)))
    field(page).focus()
    page.keyboard.type(code[:6].lower() + "zz")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type(code[6:])
    expect(field(page)).to_have_value(first.code(ADA))
    page.keyboard.press("Enter")
    expect_open(page)


def test_what_is_asked_for_is_said_in_plain_words() -> None:
    for key in ("empty", "short", "long", "typo", "other"):
        assert SAID[key].endswith(".")
        assert len(SAID[key].split(". ")[0].split()) <= 14, key
