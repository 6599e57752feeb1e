"""`pathbook serve` as a process: it tells its address, answers, and leaves nothing when it is ended."""

import os
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.patience import PATIENCE

pytestmark = pytest.mark.wire

COMMAND = (sys.executable, "-c", "from generator.cli.app import main; main()", "serve")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serving_begins_with_an_address_and_ends_clean(
    tiny_school: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    command = (*COMMAND, "s-0001", "--port", "0", "--no-open", "--root", str(tiny_school), "--on", "2026-11-20")
    environment = os.environ | {"TMPDIR": str(room)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as serve:
        assert serve.stdout is not None
        address = serve.stdout.readline().split()[2]
        assert address.endswith("/s/s-0001/")
        connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        connection.request("GET", "/s/s-0001/")
        assert connection.getresponse().status == 200
        connection.close()
        assert [path.name.startswith("pathbook-preview-") for path in room.glob("*/*")] == [True]
        serve.send_signal(ending)
        _, complaint = serve.communicate(timeout=PATIENCE)
    assert serve.returncode == 130, complaint
    assert list(room.iterdir()) == []


def test_a_learner_nobody_knows_is_wrong_usage(tiny_school: Path) -> None:
    command = (*COMMAND, "s-9999", "--port", "0", "--no-open", "--root", str(tiny_school))
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "there is no learner s-9999" in " ".join(ended.stderr.split())
