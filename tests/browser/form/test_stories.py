"""Whole stories of people who have never seen YAML, as they happen in a browser; and what git holds afterwards."""

import re
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Seen, tab_in
from tests.browser.form.conftest import at, complaints, diff_of, ready, saved
from tests.browser.form_server import Form, form_for
from tests.history import git

pytestmark = pytest.mark.browser


def goal(learner: str, name: str) -> str:
    return f"/l/{learner}/goal/{name}?year=2026-27"


def test_a_teacher_moves_a_date_and_two_lines_change(form: Form, tab: Seen) -> None:
    page = tab.page
    page.get_by_role("link", name="Amina Farouk").click()
    page.get_by_role("link", name="Change the date: I can make equal fractions").click()
    due = page.get_by_label("Due")
    expect(due).to_be_focused()
    due.fill("2026-12-18")
    expect(page.get_by_text("Not saved yet; what you typed is kept.")).to_be_visible()
    saved(page)
    assert diff_of(form, "s-0001/2026-27/goals/g1.yml") == ["-due: 2026-12-04", "+due: 2026-12-18"]
    assert git(form.root, "status", "--porcelain") == ""
    assert git(form.root, "log", "-1", "--format=%s", "--all", "--not", "main").strip() == "1 goal: s-0001"
    page.get_by_role("link", name="See what waits").click()
    expect(page.locator("#entries")).to_contain_text("Waits to be sent")
    expect(page.locator("#entries")).to_contain_text("I can make equal fractions and say why they are equal.")
    assert complaints(tab) == []


def late(route: Route) -> None:
    """A slow tablet: people type before scripts run."""
    sleep(1)
    route.continue_()


def test_what_is_typed_before_the_page_is_ready_counts_and_nothing_is_called_saved(form: Form, tab: Seen) -> None:
    page = tab.page
    page.route("**/web/form.js", late)
    page.goto(f"{form.address}{goal('s-0002', 'g2')}", wait_until="commit")
    page.get_by_label("Look again on").fill("2026-12-21")
    page.get_by_label("Due").fill("2026-12-22")
    page.locator("#f-status").select_option("paused")
    ready(page)
    expect(page.locator("#state")).to_have_text("Not saved yet; what you typed is kept.")
    saved(page)
    lines = diff_of(form, "s-0002/2026-27/goals/g2.yml")
    assert sorted(lines) == [
        "+due: 2026-12-22",
        "+review_on: 2026-12-21",
        "+status: paused",
        "-due: 2027-02-05",
        "-status: active",
    ]
    page.unroute_all()
    at(form, page, "/l/s-0002/goal/g2")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#state")).to_have_text("Nothing has changed yet.")
    expect(page.locator("#saved")).to_have_count(0)


def test_a_criterion_more_a_step_less_and_another_order(form: Form, tab: Seen) -> None:
    page = tab.page
    at(form, page, goal("s-0001", "g2"))
    page.get_by_role("button", name="Add what one can see").click()
    page.locator("textarea:focus").fill("I show it to my aunt.")
    steps = page.locator("section[data-key=activities]")
    steps.locator("summary", has_text="Hunt for words").click()
    steps.get_by_role("button", name="Remove: Steps 2").click()
    expect(page.locator("#told")).to_contain_text("Removed: Hunt for words")
    criteria = page.locator("section[data-key=success_criteria]")
    criteria.get_by_role("button", name="Up: How we will know 2").click()
    expect(criteria.locator("textarea").first).to_have_value("I find a word part I have seen before.")
    saved(page)
    lines = diff_of(form, "s-0001/2026-27/goals/g2.yml")
    taken, brought = ([line[1:6] + line[6:30] for line in lines if line[0] == sign] for sign in "-+")
    assert "+  - {id: c4, text: I show it to my aunt.}" in lines
    assert sorted(line.partition("id: ")[2][:2] for line in taken) == ["a2", "c1"] or len(taken) == 2
    assert len(brought) == 2, lines


def test_words_in_arabic_beside_the_english_ones(form: Form, tab: Seen) -> None:
    page = tab.page
    at(form, page, f"{goal('s-0001', 'g1')}&lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    why = page.locator("[data-key=why]")
    expect(why.locator("label").first).to_contain_text("الإنجليزية")  # so that nobody writes Arabic into it
    why.locator("textarea").first.fill("Equal fractions are fair.")
    expect(why.locator("[data-behind]")).to_be_visible()
    words = page.locator("[data-key=learner_words]")
    words.locator("textarea[data-language=ar]").fill("للنصف أسماء كثيرة، وأنا أعرفها كلها.")
    page.locator("button.save").click()
    page.locator("#saved").wait_for()
    lines = [each for each in diff_of(form, "s-0001/2026-27/goals/g1.yml") if "due" not in each]
    assert "+  en: Equal fractions are fair." in lines
    assert any(line.startswith("+  ar:") and "أعرفها كلها" in line and "b83550418f06" in line for line in lines)
    behind = [line for line in lines if line.startswith("+") and "of:" in line and "الكسور" in line]
    assert len(behind) == 1, "the translation of what was changed is told as behind from now on"
    assert len(lines) == 6


def test_what_is_wrong_is_told_where_it_stands(form: Form, tab: Seen) -> None:
    page = tab.page
    at(form, page, "/l/s-0001/goal/new?year=2026-27")
    page.get_by_role("button", name="Save", exact=True).click()
    summary = page.locator("#problems")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("^Due: ")).click()
    due = page.get_by_label("Due")
    expect(due).to_be_focused()
    expect(due).to_have_attribute("aria-invalid", "true")
    described = due.get_attribute("aria-describedby") or ""
    expect(page.locator(f"#{described.split()[-1]}")).to_have_text("Fill this in.")
    due.fill("2026-12-18")
    page.get_by_label("Start").fill("2027-01-18")
    page.get_by_label("Start").press("Tab")
    expect(page.locator("[data-key=due] .bad-here")).to_have_text(re.compile("^“Due” .* is before “Start”"))
    page.get_by_label("Start").fill("2026-11-18")
    page.locator("[data-key=i_can] textarea").first.fill("I can fold a paper crane.")
    saved(page)
    assert "+i_can: I can fold a paper crane." in diff_of(form, "s-0001/2026-27/goals/g13.yml")
    expect(page).to_have_url(re.compile(r"/goal/g13\?"))


def test_a_reload_a_killed_tab_and_a_server_that_ends_take_no_word(form: Form, tab: Seen, chromium: Browser) -> None:
    page = tab.page
    at(form, page, goal("s-0002", "g1"))
    page.locator("[data-key=why] textarea").first.fill("Half a sentence")
    page.get_by_text("Not saved yet; what you typed is kept.").wait_for()
    page.reload()
    why = page.locator("[data-key=why] textarea").first
    expect(why).to_have_value("Half a sentence")
    ready(page)
    why.fill("Half a sentence and a word")
    page.close()  # within the half second of quiet
    with tab_in(chromium) as other:
        form.enter(other.page)
        resumed(form, other.page)


def resumed(form: Form, page: Page) -> None:
    """What was typed in a tab that is gone."""
    page.locator("#unsaved a", has_text="Theo Lindgren").click()
    why = page.locator("[data-key=why] textarea").first
    expect(why).to_have_value("Half a sentence and a word")
    page.get_by_role("button", name="Throw it away and start from the plan").click()
    expect(page.locator("#drafted")).to_have_count(0)
    expect(why).to_have_value(re.compile("^Every cut in a birdhouse"))
    ready(page)
    page.context.set_offline(True)
    why.fill("Nobody hears this yet")
    expect(page.get_by_text("The computer with the plans does not answer.").last).to_be_visible()
    with page.expect_event("requestfailed", lambda request: request.method == "POST"):
        page.get_by_role("button", name="Save", exact=True).click()
    expect(why).to_have_value("Nobody hears this yet")
    page.context.set_offline(False)
    expect(page.locator("#state")).to_have_text("Not saved yet; what you typed is kept.")


def test_what_is_typed_in_another_window_outlives_a_save(form: Form, tab: Seen) -> None:
    """Both windows keep their words under one name, and a save drops what is kept."""
    page, other = tab.page, tab.page.context.new_page()
    for window in (page, other):
        at(form, window, goal("s-0003", "g1"))
    other.get_by_label("Look again on").fill("2026-12-21")
    expect(other.locator("#state")).to_have_text("Not saved yet; what you typed is kept.")
    page.get_by_label("Due").fill("2026-12-22")
    with other.expect_response(lambda answer: "/api/draft/" in answer.url and answer.request.method == "PUT"):
        saved(page)
    other.close()
    at(form, page, goal("s-0003", "g1"))
    expect(page.get_by_label("Look again on")).to_have_value("2026-12-21")
    saved(page)
    lines = diff_of(form, "s-0003/2026-27/goals/g1.yml")
    assert {"+review_on: 2026-12-21", "+due: 2026-12-22"} <= set(lines), "both are saved"


def test_who_opens_a_new_page_and_types_nothing_leaves_nothing_behind(form: Form, tab: Seen) -> None:
    page = tab.page
    at(form, page, "/l/s-0006/evidence/new")
    expect(page.locator("#state")).to_have_text("Nothing has changed yet.")
    page.get_by_role("link", name="Your learners").click()
    expect(page.locator("#unsaved", has_text="Priya Raman")).to_have_count(0)


def test_a_page_that_is_let_in_no_longer_says_what_to_do_and_keeps_its_words_after_that(form: Form, tab: Seen) -> None:
    page = tab.page
    at(form, page, goal("s-0006", "g1"))
    let_in = page.context.cookies()
    page.context.clear_cookies()
    why = page.locator("[data-key=why] textarea").first
    why.fill("Typed while nobody listened")
    expect(page.locator("#state")).to_contain_text("Leave it open, and open the form anew in another tab")
    page.context.add_cookies(let_in)  # type: ignore[arg-type]
    expect(page.locator("#state")).to_have_text("Not saved yet; what you typed is kept.")
    page.reload()
    expect(why).to_have_value("Typed while nobody listened")
    ready(page)
    expect(page.locator("#state")).to_have_text("Not saved yet; what you typed is kept.")
    page.get_by_role("button", name="Throw it away and start from the plan").click()
    expect(page.locator("#drafted")).to_have_count(0)


def test_each_step_is_a_group_of_its_own_for_who_hears_the_page(form: Form, tab: Seen) -> None:
    page = tab.page
    at(form, page, goal("s-0001", "g1"))
    page.locator("section[data-key=activities] summary", has_text="Color eight tiles").click()
    step = page.get_by_role("group", name="Steps 2", exact=True)
    expect(step.get_by_label("How far it is")).to_have_value("done")
    expect(step.locator("[data-summary]")).to_contain_text("Minutes: 25")


def press_until(page: Page, key: str, selector: str) -> None:
    for _ in range(200):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def test_the_keyboard_alone_leads_from_the_start_to_saved(form: Form, tab: Seen) -> None:
    page = tab.page
    press_until(page, "Tab", "a[href='/l/s-0001']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/l/s-0001")
    press_until(page, "Tab", "a[href*='/evidence/new']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence/new")
    ready(page)
    press_until(page, "Tab", "[data-key=title] input")
    page.keyboard.type("Lantern plan on squared paper")
    press_until(page, "Tab", "[data-key=kind] select")
    page.keyboard.type("Seen")
    press_until(page, "Tab", "[data-key=assessed_on] input")
    page.keyboard.type("11192026")
    page.keyboard.press("Control+s")
    page.locator("#saved, #problems:not([hidden])").first.wait_for()
    assert page.locator("#saved").count(), page.locator("#problems").inner_text()
    expect(page.locator("#saved")).to_be_focused()
    lines = diff_of(form, "s-0001/evidence/2026-11-19-lantern-plan-on-squared-paper.yml")
    assert lines[1:] == [
        "+evidence:",
        "+  - id: lantern-plan-on-squared-paper",
        "+    title: Lantern plan on squared paper",
        "+    kind: observation",
        "+    assessed_on: 2026-11-19",
        "+    entered_on: 2026-11-20",
        "+    assessor: t-0001",
    ], "and nothing empty is written"


def test_two_people_change_one_field_and_both_are_heard(form: Form, tab: Seen) -> None:
    """The last one: it publishes something, for which the whole school is read again."""
    page = tab.page
    at(form, page, goal("s-0004", "g1"))
    # Somebody else's change is published while this page is open.
    file = form.root / "plans/class-harbor/s-0004/2026-27/goals/g1.yml"
    text = file.read_text("utf-8").replace("due: 2026-12-11", "due: 2026-12-16")
    file.write_text(text.replace("minutes: 15", "minutes: 30"), "utf-8")
    as_other = ("-c", "user.name=t-0006", "-c", "user.email=t-0006@pathbook.invalid")
    git(form.root, *as_other, "commit", "-qam", "1 goal: s-0004")
    page.get_by_label("Due").fill("2026-12-18")
    page.get_by_label("Look again on").fill("2027-01-08")
    page.get_by_role("button", name="Save", exact=True).click()
    question = page.locator("#questions li")
    expect(question).to_contain_text("December 16, 2026")
    expect(question).to_contain_text("December 18, 2026")
    expect(question).to_contain_text("Omar Khalil")
    expect(page.get_by_label("Look again on")).to_have_value("2027-01-08")
    page.get_by_role("button", name="Take what stands there now").click()
    expect(page.locator("#questions")).to_have_count(0)
    expect(page.get_by_label("Due")).to_have_value("2026-12-16")
    saved(page)
    assert diff_of(form, "s-0004/2026-27/goals/g1.yml") == ["-review_on: 2026-12-01", "+review_on: 2027-01-08"]


def test_what_waits_is_sent_and_says_so(form: Form, tab: Seen, tmp_path: Path) -> None:
    """Behind all others: from here on the school has a place to send to."""
    page = tab.page
    at(form, page, goal("s-0005", "g1"))
    page.get_by_label("Due").fill("2026-12-18")
    saved(page)
    page.get_by_role("link", name="See what waits").click()
    entry = page.locator(".entry", has_text="Wren Castellano")
    entry.get_by_role("button", name="Send").click()
    expect(entry.locator("[data-why]")).to_contain_text("nowhere to send it")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "there.git")
    git(form.root, "remote", "add", "origin", str(tmp_path / "there.git"))
    git(form.root, "push", "--quiet", "origin", "main")
    with form_for(form.root) as begun_again:
        begun_again.enter(page)
        entry.get_by_role("button", name="Send").click()
        expect(entry).to_contain_text("Sent to be looked at")
    assert "entry/t-0001/" in git(tmp_path / "there.git", "for-each-ref", "--format=%(refname)")
