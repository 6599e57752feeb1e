"""Every kind of request there is, and whose records each touches. One can find every page by reading this table."""

from generator.form.home import home
from generator.form.looks import web
from generator.form.visit import Way, nobodys

ROUTES: tuple[Way, ...] = (
    Way(method="GET", path="/", answer=home, whose=nobodys),
    Way(method="GET", path="/web/{file}", answer=web, whose=nobodys),
)
