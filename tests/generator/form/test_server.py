"""The form answers whoever has a key, and nobody else."""

from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.form_server import form_for, school_with_history


def test_whoever_has_a_key_sees_their_learners(tmp_path: Path) -> None:
    with form_for(school_with_history(tmp_path)) as form:
        asked = HTTPConnection(form.door.address.host, timeout=10)
        asked.request("GET", form.door.new_address().removeprefix(form.address))
        came = asked.getresponse()
        came.read()
        cookie = str(came.getheader("set-cookie")).partition(";")[0]
        asked.request("GET", "/", headers={"Cookie": cookie})
        answer = asked.getresponse()
        html = answer.read().decode()
        assert answer.status == 200, html
        assert "Amina" in html
        assert "Theo" in html
        assert "Dakota" not in html
        assert urlsplit(form.address).hostname == "127.0.0.1"
        assert form.told == []
