"""`pathbook serve --sealed`: one folder, for this machine, and nothing beside it."""

from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.serve.visit import visited
from tests.patience import PATIENCE

pytestmark = pytest.mark.wire


@pytest.mark.parametrize(
    ("path", "host", "status", "because"),
    [
        ("/plans/s/a/", None, 200, "it lies there"),
        ("/plans/s/a", None, 301, "a folder is asked for with a slash"),
        ("/plans/s/a/", "school.example", 421, "a website let its own name point here"),
        ("/plans/../letters/f-0001.pdf", None, 404, "letters lie beside it"),
        ("/plans/%2e%2e/letters/f-0001.pdf", None, 404, "the same, in other signs"),
        ("/plans/..%5cletters%5cf-0001.pdf", None, 404, "the same, as Windows writes it"),
        ("/plans//../letters/f-0001.pdf", None, 404, "the same, behind an empty name"),
        ("/plans/s/link/f-0001.pdf", None, 404, "a link leads out of the folder"),
        ("/letters/f-0001.pdf", None, 404, "not below the base"),
    ],
)
def test_only_what_is_published_is_served(
    tmp_path: Path, path: str, host: str | None, status: int, because: str
) -> None:
    site = tmp_path / "out/site"
    (site / "s/a").mkdir(parents=True)
    (site / "s/a/index.html").write_text("sealed", encoding="utf-8")
    (tmp_path / "out/letters").mkdir()
    (tmp_path / "out/letters/f-0001.pdf").write_text("a code", encoding="utf-8")
    (site / "s/link").symlink_to(tmp_path / "out/letters")
    with visited(site, "/plans/", 0) as address:
        connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        connection.request("GET", path, headers={} if host is None else {"Host": host})
        answer = connection.getresponse()
        assert (answer.status, b"a code" in answer.read()) == (status, False), because
        connection.close()
