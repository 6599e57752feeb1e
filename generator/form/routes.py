"""Every kind of request there is, and whose records each touches. One can find every page by reading this table."""

from generator.form.drafting import drop_draft, keep_draft, of_draft, show_draft
from generator.form.home import home
from generator.form.looks import web
from generator.form.visit import Way, nobodys

ROUTES: tuple[Way, ...] = (
    Way(method="GET", path="/", answer=home, whose=nobodys),
    Way(method="GET", path="/web/{file}", answer=web, whose=nobodys),
    Way(method="GET", path="/api/draft/{key}", answer=show_draft, whose=of_draft),
    Way(method="PUT", path="/api/draft/{key}", answer=keep_draft, whose=of_draft, most=2_000_000),
    Way(method="DELETE", path="/api/draft/{key}", answer=drop_draft, whose=of_draft, takes="*"),
)
