"""Sealed sites behind a login of the school's, as the manual shows it for nginx: two walls, and all works as before."""

import os
import re
import shutil
from collections.abc import Iterator

import bcrypt
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.sealed.door import expect_open, plan
from tests.browser.sealed.publications import BASE, Sealed
from tests.browser.sealed.visitor import Visitor
from tests.conftest import TOP
from tests.generator.publish.guarded_host import free_port, program, running

pytestmark = pytest.mark.browser
MANUAL = (TOP / "generator/docs/hosts.md").read_text(encoding="utf-8")
LEARNER = "s-0001"


@pytest.fixture(scope="module")
def guarded(first: Sealed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx with the manual's rule before a publication. A browser takes localhost for safe."""
    top, port = tmp_path_factory.mktemp("guarded"), free_port()
    shutil.copytree(first.site, top / "site" / BASE.strip("/"))
    hashed = bcrypt.hashpw(b"the school's", bcrypt.gensalt(4)).decode()
    (top / "school-logins").write_text(f"somebody:{hashed}\n", encoding="ascii")
    rule = re.search(r"```nginx\n(location / \{.*?\n\})\n```", MANUAL, re.DOTALL)
    assert rule is not None
    user = "user root;\n" if os.geteuid() == 0 else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {top}/{kind};\n" for kind in kinds)
    server = f"server {{ listen 127.0.0.1:{port}; root {top}/site;\n{rule.group(1)}\n}}"
    settings = f"{user}daemon off;\npid {top}/nginx.pid;\nevents {{ }}\nhttp {{\ninclude /etc/nginx/mime.types;\n"
    (top / "nginx.conf").write_text(f"{settings}access_log off;\n{temporary}{server}\n}}\n", encoding="utf-8")
    command = [program("nginx"), "-p", str(top), "-e", str(top / "error.log"), "-c", str(top / "nginx.conf")]
    with running(command, port, top):
        yield f"http://localhost:{port}{BASE}"


def test_a_sealed_plan_opens_behind_a_login_and_works_as_without_one(
    guarded: str, first: Sealed, chromium: Browser
) -> None:
    context = chromium.new_context(http_credentials={"username": "somebody", "password": "the school's"})
    visitor = Visitor(context=context)
    page = visitor.opens(f"{guarded}{first.folder(LEARNER)}", first.code(LEARNER))
    expect_open(page)
    page.reload()
    expect_open(page)
    page.goto(f"{guarded}{first.folder(LEARNER)}evidence/")
    expect(plan(page)).to_be_visible()
    assert visitor.complaints == []
    context.close()


def test_without_the_login_not_even_the_question_for_the_code_is_shown(
    guarded: str, first: Sealed, chromium: Browser
) -> None:
    context = chromium.new_context()
    for path in ("", f"{first.folder(LEARNER)}", f"{first.folder(LEARNER)}_pb/slots.json"):
        assert context.request.get(f"{guarded}{path}").status == 401, path
    context.close()
