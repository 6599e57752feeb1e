"""The manual's way to try a server out, line by line against real ones: `generator/docs/hosts.md`."""

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.conftest import TOP
from tests.generator.publish.guarded_host import GuardedHost, Readers, example_readers, login_of
from tests.generator.publish.test_rules_caddy import caddy_before
from tests.generator.publish.test_rules_nginx import nginx_before

Before: TypeAlias = Callable[[Path, str, Readers], Iterator[GuardedHost]]
MANUAL = (TOP / "generator/docs/hosts.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\$ (curl .*)\n([0-9]{3})$", MANUAL, flags=re.MULTILINE)
SHOWN = "plans.aldercreek.example"


@pytest.fixture(scope="module", params=[nginx_before, caddy_before], ids=["nginx", "caddy"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuardedHost]:
    before: Before = request.param
    yield from before(tmp_path_factory.mktemp("manual"), "/", example_readers())


def test_the_manual_shows_every_kind_of_stranger() -> None:
    assert [status for _, status in LINES].count("401") >= 4
    assert {status for _, status in LINES} == {"200", "308", "401", "404"}


@pytest.mark.parametrize(("line", "status"), LINES)
def test_the_manual_s_line_gives_the_manual_s_answer(line: str, status: str, host: GuardedHost, tmp_path: Path) -> None:
    login = login_of("f-00011", host.readers)
    (tmp_path / "login.txt").write_text(f'user = "{login.name}:{login.password}"\n', encoding="ascii")
    asked = line.replace(f"https://{SHOWN}", f"https://localhost:{host.port}")
    asked = asked.replace(f"http://{SHOWN}", f"http://localhost:{host.plain_port}")
    trusted = {"CURL_CA_BUNDLE": str(host.folder / "pathbook/certificate.pem")}
    command = [*shlex.split(asked), "--noproxy", "*"]
    told = subprocess.run(command, cwd=tmp_path, env=os.environ | trusted, capture_output=True, text=True, check=False)
    assert (told.stdout.strip(), told.returncode) == (status, 0), told.stderr
