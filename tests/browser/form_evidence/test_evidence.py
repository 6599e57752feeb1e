"""A teacher who has never seen a plan's file adds evidence: the competency found, a photo from a phone, a level."""

import subprocess
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from generator.load.facts import says_where
from tests.browser.conftest import Seen, tab_in
from tests.browser.form.conftest import complaints, saved
from tests.browser.form_evidence.conftest import branches, changed_by, held, on_page
from tests.browser.form_server import Form, form_for
from tests.browser.judges import violations
from tests.patience import until

pytestmark = pytest.mark.browser
SHOWN = "iframe:not(.coming)"  # while the next one is loaded behind it
DESK: ViewportSize = {"width": 1280, "height": 900}
DEVICE = "Planted-Device-4711"


def taken_by_a_phone() -> bytes:
    """Held upright, at somebody's home."""
    tags = Image.Exif()
    tags[0x0112], tags[0x010F] = 6, DEVICE
    tags.get_ifd(0x8825).update({1: "N", 2: (44.0, 3.0, 5.0), 3: "W", 4: (69.0, 2.0, 1.0)})
    written = BytesIO()
    Image.effect_noise((800, 600), 60).convert("RGB").save(written, "JPEG", exif=tags)
    return written.getvalue()


def begin(page: Page, title: str) -> None:
    page.get_by_role("textbox", name="What is it? (needed)").fill(title)
    page.get_by_label("What sort of evidence").select_option("observation")
    page.get_by_role("button", name="Today").first.click()


def search(page: Page) -> None:
    """Find the competency by keys alone."""
    box = page.get_by_role("combobox", name="Competency")
    box.fill("frac comp")
    first = page.locator("[role=option]").first
    expect(first).to_contain_text("Compare any two fractions")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    box.press("Enter")
    expect(page.get_by_role("button", name="Change: Competency")).to_be_focused()


def test_evidence_with_a_photo_from_a_phone_becomes_one_entry_without_its_place(tab: Seen, form: Form) -> None:
    tab.page.set_viewport_size(DESK)
    page, before = on_page(tab, form, "/l/s-0001/evidence/new"), branches(form)
    begin(page, "Pizza in eighths")
    search(page)
    page.get_by_role("radio", name="Got it").check()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Take a photo").click()
    photo = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": taken_by_a_phone()}
    chooser.value.set_files(photo)  # type: ignore[arg-type]
    alt = page.get_by_role("textbox", name="What one sees or hears (needed)")
    expect(alt).to_be_focused()
    assert page.locator(".thumbnail img").evaluate("image => image.decode().then(() => image.naturalHeight)") == 800
    alt.fill("A paper pizza cut into eight equal parts")
    page.get_by_label("Who is to be seen").select_option("no_people")
    expect(page.frame_locator(SHOWN).get_by_text("Pizza in eighths").first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 3600})  # the bar at the foot covers nothing then
    assert violations(page) == []
    page.set_viewport_size(DESK)
    saved(page)
    [branch] = branches(form).keys() - before.keys()
    files = changed_by(form, branch)
    folder = "plans/class-harbor/s-0001/evidence/2026-11-20-pizza-in-eighths"
    assert files == (f"{folder}.jpg", f"{folder}.yml")
    [piece] = held(form, branch, f"{folder}.yml")["evidence"]
    assert piece["results"] == [{"competency": "ccss-math:4.nf.a.2", "level": "got-it"}]
    assert [(each["path"], each["people"]) for each in piece["files"]] == [
        ("2026-11-20-pizza-in-eighths.jpg", "no_people")
    ]
    kept = subprocess.run(
        ["git", "show", f"{branch}:{folder}.jpg"], cwd=form.root, check=True, capture_output=True
    ).stdout
    assert not says_where(BytesIO(kept), "image/jpeg")
    with Image.open(BytesIO(kept)) as upright:
        assert (upright.size, dict(upright.getexif())) == ((600, 800), {})
    assert DEVICE.encode() not in kept
    assert not list((form.root / ".git" / "pathbook" / "drafts" / "t-0001" / "photos").iterdir()), (
        "nothing stays behind"
    )
    assert [each for each in complaints(tab) if "/preview/" not in each] == [], "tests put a script into every frame"


def test_nothing_is_saved_without_a_photo_that_is_still_on_its_way(tab: Seen, form: Form) -> None:
    page, before = on_page(tab, form, "/l/s-0003/evidence/new"), branches(form)
    begin(page, "The slow photo")
    underway: list[Route] = []
    page.route("**/api/photo/s-0003", lambda route: underway.append(route))
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files({"name": "slow.jpg", "mimeType": "image/jpeg", "buffer": taken_by_a_phone()})
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#problems")).to_contain_text("a file is still on its way")
    assert branches(form) == before
    underway[0].continue_()
    expect(page.get_by_role("textbox", name="What one sees or hears (needed)")).to_be_visible()
    page.get_by_role("button", name="Remove: Photos and other files 1").click()
    saved(page)


def test_what_is_no_photo_is_refused_in_words_and_the_form_goes_on(tab: Seen, form: Form) -> None:
    page = on_page(tab, form, "/l/s-0002/evidence/new")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"Dear all, I was ill."})
    alert = page.locator(".on-its-way [role=alert]")
    expect(alert).to_contain_text("This is no photo, PDF or recording")
    page.get_by_role("button", name="Leave it out").click()
    expect(page.locator(".on-its-way")).to_have_count(0)
    expect(page.locator("[data-photos] [data-member]")).to_have_count(0)


def test_a_photo_can_be_dropped_and_pasted(tab: Seen, form: Form) -> None:
    page = on_page(tab, form, "/l/s-0002/evidence/new")
    page.locator("[data-photos] .photos").wait_for()
    gives = """(zone, kind) => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 30, height: 20 })
        return new Promise(done => canvas.toBlob(blob => {
            const files = new DataTransfer()
            files.items.add(new File([blob], "drawing.png", { type: "image/png" }))
            const how = { bubbles: true, cancelable: true, dataTransfer: files, clipboardData: files }
            zone.dispatchEvent(kind === "drop" ? new DragEvent(kind, how) : new ClipboardEvent(kind, how))
            done()
        }))
    }"""
    for number, kind in enumerate(("drop", "paste"), 1):
        page.locator("[data-photos] .photos").evaluate(gives, kind)
        expect(page.locator("[data-photos] .thumbnail")).to_have_count(number)


def test_one_tap_takes_a_competency_of_the_goals(tab: Seen, form: Form) -> None:
    page = on_page(tab, form, "/l/s-0001/evidence/new")
    page.get_by_role("group", name="From this plan").get_by_role("button", name="Equal fractions").click()
    expect(page.get_by_role("radiogroup").get_by_role("radio")).to_have_count(5)
    expect(page.locator("[data-picked]")).to_contain_text("Equal fractions")


def test_the_form_speaks_arabic_and_fits_a_phone(tab: Seen, form: Form) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    page = on_page(tab, form, "/l/s-0001/evidence/new?lang=ar")
    expect(page.get_by_role("button", name="التقاط صورة")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []
    page.goto(f"{form.address}/l/s-0001?lang=en")


def test_the_preview_keeps_its_place_runs_nothing_and_is_nobody_elses(tab: Seen, form: Form, chromium: Browser) -> None:
    tab.page.set_viewport_size(DESK)
    page = on_page(tab, form, "/l/s-0001/goal/g1?year=2026-27")
    frame = page.frame_locator(SHOWN)
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    page.locator(SHOWN).evaluate("frame => frame.contentWindow.scrollTo({ top: 300, behavior: 'instant' })")
    page.get_by_role("textbox", name="I can", exact=True).fill("My zebra has halves.")
    expect(frame.get_by_text("My zebra has halves.").first).to_be_attached()
    assert until(lambda: page.locator(SHOWN).evaluate("frame => frame.contentWindow.scrollY") == 300)
    shown = str(page.locator(SHOWN).evaluate("frame => frame.contentWindow.location.pathname"))
    answer = page.request.get(form.address + shown)
    assert "script-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text()
    assert page.locator(SHOWN).get_attribute("sandbox") == "allow-same-origin"
    with form_for(form.root, "t-0006") as theirs, tab_in(chromium) as other:
        theirs.enter(other.page)
        assert other.page.request.get(theirs.address + shown).status == 404, "another's draft is theirs"


def test_below_the_form_the_preview_is_one_button_away(tab: Seen, form: Form) -> None:
    tab.page.set_viewport_size({"width": 820, "height": 1180})
    page = on_page(tab, form, "/l/s-0001/goal/g1?year=2026-27")
    opener = page.get_by_role("button", name="Preview")
    expect(page.locator("iframe")).to_have_count(0)
    opener.click()
    expect(page.frame_locator(SHOWN).get_by_role("heading", level=1)).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
