"""One assessment for 25 learners on one screen, by keys alone: one entry, and a way to take all of it back."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Seen
from tests.browser.form.conftest import complaints
from tests.browser.form_evidence.conftest import branches, changed_by, held, on_page
from tests.browser.form_server import Form
from tests.browser.judges import violations
from tests.history import git

pytestmark = pytest.mark.browser
HARBOR = "/g/class-harbor/assess"


def what_it_was(page: Page, title: str) -> None:
    """The upper part, without a pointer."""
    page.get_by_role("textbox", name="What is it?").focus()
    page.keyboard.type(title)
    page.get_by_role("button", name="Today").press("Enter")
    for _ in ("formative", "interim"):
        page.get_by_label("What sort of evidence").press("ArrowDown")
    box = page.get_by_role("combobox", name="Competency")
    box.focus()
    page.keyboard.type("4.nf.a.1")
    expect(page.locator("[role=option]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".learner")).to_have_count(25)


def expect_done(page: Page, told: str) -> None:
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.locator("#done")).to_be_focused()
    expect(page.locator("[data-done]")).to_have_text(told)


def test_a_class_of_25_is_entered_by_keys_and_becomes_one_entry(tab: Seen, form: Form) -> None:
    page, before = on_page(tab, form, HARBOR), branches(form)
    what_it_was(page, "Fraction check")
    page.get_by_role("group", name="Everyone").get_by_role("button", name="Got it").press("Enter")
    first = page.locator(".learner").nth(0)
    first.get_by_role("radio", name="Got it").focus()
    page.keyboard.press("ArrowLeft")
    expect(first.get_by_role("radio", name="Getting closer")).to_be_checked()
    page.keyboard.press("Tab")
    second = page.locator(".learner").nth(1).get_by_role("radio", name="Got it")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".learner").nth(1).get_by_role("radio", name="Not there")).to_be_checked()
    expect(page.locator("#state")).to_contain_text("Entered: 25 of 25")
    assert violations(page) == []
    expect_done(page, "Saved. Pieces of evidence that wait to be sent: 24")
    [branch] = branches(form).keys() - before.keys()
    files = [file for file in changed_by(form, branch) if "/.batches/" not in file]
    assert len(files) == 24
    pieces = [held(form, branch, file)["evidence"][0] for file in files]
    assert {piece["batch"] for piece in pieces} == {"2026-11-20-fraction-check"}
    assert {piece["assessor"] for piece in pieces} == {"t-0001"}
    assert sorted(piece["results"][0]["level"] for piece in pieces) == ["getting-closer", *["got-it"] * 23]
    message = git(form.root, "log", "-1", "--format=%s%n%b", branch)
    assert "24 pieces of evidence" in message
    assert "Farouk" not in message
    page.get_by_role("button", name="Take all of it back").click()
    expect(page.locator("[data-done]")).to_contain_text("All of it is taken back")
    assert branches(form) == before
    expect(first.get_by_role("radio", name="Getting closer")).to_be_checked()
    expect(page.locator("#state")).to_contain_text("what you typed is kept")
    page.reload()
    expect(page.locator("#drafted")).to_be_visible()
    expect(page.locator(".learner").nth(0).get_by_role("radio", name="Getting closer")).to_be_checked()
    page.get_by_role("button", name="Throw it away and begin anew").click()
    expect(page.locator("#drafted")).to_be_hidden()
    assert complaints(tab) == []


def unanswered(route: Route) -> None:
    """It was done, and the answer is lost on its way."""
    route.fetch()
    route.abort()


def test_a_class_that_is_saved_again_because_no_answer_came_is_saved_once(tab: Seen, form: Form) -> None:
    page, before = on_page(tab, form, HARBOR), branches(form)
    what_it_was(page, "Said twice")
    page.get_by_role("group", name="Everyone").get_by_role("button", name="Got it").press("Enter")
    page.route("**/api/class", unanswered)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#state")).to_contain_text("does not answer")
    page.unroute_all()
    expect_done(page, "Saved. Pieces of evidence that wait to be sent: 25")
    assert len(branches(form).keys() - before.keys()) == 1
    page.get_by_role("button", name="Take all of it back").click()
    expect(page.locator("[data-done]")).to_contain_text("All of it is taken back")
    assert branches(form) == before
    expect(page.locator("#state")).to_contain_text("what you typed is kept")
    page.reload()
    page.get_by_role("button", name="Throw it away and begin anew").click()
    expect(page.locator("#drafted")).to_be_hidden()


def test_points_go_down_the_column_like_in_a_table_and_a_note_goes_along(tab: Seen, form: Form) -> None:
    page, before = on_page(tab, form, HARBOR), branches(form)
    what_it_was(page, "Counting in points")
    page.get_by_label("Points instead of levels").check()
    page.get_by_label("A note for each learner").check()
    page.get_by_role("textbox", name="Amina Farouk: Points, at most 4").focus()
    for typed in ("2,5", "9", "4"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Amina Farouk: Note").fill("Counted twice to be sure.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#problems")).to_contain_text("This is no number of points.")
    assert violations(page) == []
    page.get_by_role("button", name="Save the others now (2)").click()
    expect(page.locator("[data-done]")).to_have_text("Saved. Pieces of evidence that wait to be sent: 2")
    [branch] = branches(form).keys() - before.keys()
    files = [file for file in changed_by(form, branch) if "/.batches/" not in file]
    results = [held(form, branch, file)["evidence"][0]["results"][0] for file in files]
    assert results[0] == {"competency": "ccss-math:4.nf.a.1", "points": 2.5, "note": "Counted twice to be sure."}
    assert results[1]["points"] == 4
    page.get_by_role("button", name="Go on with those who are left").click()
    expect(page.locator(".points input").nth(1)).to_have_value("9")
    page.locator(".points input").nth(1).fill("3")
    expect_done(page, "Saved. Pieces of evidence that wait to be sent: 1")
    assert len(branches(form).keys() - before.keys()) == 2, "one piece of work each"


def test_whose_new_file_would_be_wrong_is_told_and_nobodys_is_saved_before_the_teacher_says_so(
    tab: Seen, form: Form
) -> None:
    before, ref = branches(form), "ccss-math:4.nf.a.1"
    marks = {"s-0001": {"levels": {ref: "got-it"}}, "s-0004": {"levels": {ref: "of-another-scale"}}}
    what = {"group": "class-harbor", "title": "A check", "kind": "interim", "assessed_on": "2026-11-20"}
    ours = {"X-Pathbook": "1", "Origin": form.address}
    answer = tab.page.request.post(
        f"{form.address}/api/class", data={**what, "competencies": [ref], "marks": marks}, headers=ours
    )
    assert answer.status == 422
    assert {problem["learner"] for problem in answer.json()["problems"]} == {"s-0004"}
    assert branches(form) == before
    others = {**marks, "s-0007": {"levels": {ref: "got-it"}}}
    refused = tab.page.request.post(
        f"{form.address}/api/class", data={**what, "competencies": [ref], "marks": others}, headers=ours
    )
    assert refused.status == 403, "s-0007 is in a class of somebody else's"


def test_nothing_is_saved_while_something_is_missing(tab: Seen, form: Form) -> None:
    page, before = on_page(tab, form, HARBOR), branches(form)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#problems li")).to_have_count(4)
    expect(page.locator("#problems")).to_be_focused()
    assert violations(page) == []
    assert branches(form) == before


@pytest.mark.parametrize(("width", "language"), [(820, "es"), (360, "ar")])
def test_the_class_fits_a_tablet_and_a_phone(tab: Seen, form: Form, width: int, language: str) -> None:
    tab.page.set_viewport_size({"width": width, "height": 1000})
    page = on_page(tab, form, f"{HARBOR}?lang={language}")
    page.locator(".chip").first.click()
    expect(page.locator(".learner")).to_have_count(25)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    page.goto(f"{form.address}/?lang=en")


def test_a_group_one_has_nothing_to_do_with_is_not_there(tab: Seen, form: Form) -> None:
    assert tab.page.request.get(f"{form.address}/g/class-summit/assess").status == 404
    assert tab.page.request.get(f"{form.address}/g/no-group/assess").status == 404
