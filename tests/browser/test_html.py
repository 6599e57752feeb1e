"""The Nu checker reads the pages: their HTML is as the standard has it. One run for all, since Java takes its time."""

import json
import shutil
import subprocess

import pytest

from tests.browser.conftest import Sites
from tests.browser.judges import JUDGES

pytestmark = pytest.mark.browser

NU = JUDGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What is said, and why it harms nobody.
ANSWERED = {
    "Attribute “autocomplete” is only allowed when the input type is": "the theme's, on two switches",
    "Resource violates Content Security Policy": "a file is of no origin; a browser refuses nothing",
    "Inline script violates Content Security Policy": "the same, and it takes the theme's settings for a script",
}


def test_the_nu_checker_finds_no_error_on_any_page(example_sites: Sites) -> None:
    if shutil.which("java") is None or not NU.is_file():
        pytest.skip("needs java and vnu-jar: npm ci")
    command = [
        "java",
        "-Xss1m",
        "-jar",
        str(NU),
        "--skip-non-html",
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",
    ]
    ran = subprocess.run([*command, str(example_sites.folder / "s")], capture_output=True, text=True, check=True)
    messages = [each for each in json.loads(ran.stdout)["messages"] if each["type"] == "error"]
    told = {f"{each['message']} {each.get('extract', '').strip()[:160]}": each["url"] for each in messages}
    assert [(said, where) for said, where in told.items() if not said.startswith(tuple(ANSWERED))] == []
