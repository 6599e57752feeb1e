"""Every kind of request there is, and whose records each touches. One can find every page by reading this table."""

from generator.editing.intake.files import MOST_BYTES
from generator.form.classes.saving import of_marks, save_class, undo_class
from generator.form.classes.view import class_page
from generator.form.looks import web
from generator.form.pages.begin import overview, thing
from generator.form.pages.home import home
from generator.form.pages.picker import competencies, of_asked
from generator.form.pages.preview import preview, preview_page, preview_theme
from generator.form.saves.drafting import drop_draft, keep_draft, of_draft, show_draft
from generator.form.saves.photos import photo, shown_photo
from generator.form.saves.posting import entries, of_entry, send_entry
from generator.form.saves.saving import check, save
from generator.form.visit import Way, in_body, in_path, nobodys

ROUTES: tuple[Way, ...] = (
    Way(method="GET", path="/", answer=home, whose=nobodys),
    Way(method="GET", path="/web/{file}", answer=web, whose=nobodys),
    Way(method="GET", path="/l/{learner}", answer=overview, whose=in_path),
    Way(method="GET", path="/l/{learner}/{kind}/{name}", answer=thing, whose=in_path),
    Way(method="GET", path="/g/{group}/assess", answer=class_page, whose=nobodys),
    Way(method="POST", path="/api/class", answer=save_class, whose=of_marks),
    Way(method="POST", path="/api/class/undo", answer=undo_class, whose=of_entry),
    Way(method="GET", path="/api/competencies", answer=competencies, whose=of_asked),
    Way(method="POST", path="/api/photo/{learner}", answer=photo, whose=in_path, takes="*", most=MOST_BYTES),
    Way(method="GET", path="/api/photo/{learner}/{name}", answer=shown_photo, whose=in_path),
    Way(method="POST", path="/api/preview", answer=preview, whose=in_body),
    Way(method="GET", path="/preview/_theme/{path:path}", answer=preview_theme, whose=nobodys),
    Way(method="GET", path="/preview/{learner}/{version}/{path:path}", answer=preview_page, whose=in_path),
    Way(method="GET", path="/api/draft/{key}", answer=show_draft, whose=of_draft),
    Way(method="PUT", path="/api/draft/{key}", answer=keep_draft, whose=of_draft, most=2_000_000),
    Way(method="DELETE", path="/api/draft/{key}", answer=drop_draft, whose=of_draft, takes="*"),
    Way(method="POST", path="/api/check", answer=check, whose=in_body),
    Way(method="POST", path="/api/save", answer=save, whose=in_body),
    Way(method="GET", path="/api/entries", answer=entries, whose=nobodys),
    Way(method="POST", path="/api/send", answer=send_entry, whose=of_entry),
)
