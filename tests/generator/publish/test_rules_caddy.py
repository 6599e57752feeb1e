"""The rules for Caddy, put before a real Caddy of this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.publish.keys import TEST_MASTER
from generator.publish.rules.accounts import account_table
from generator.publish.rules.caddy import caddy_rules
from tests.generator.publish.guarded_host import (
    LANGUAGES,
    GuardedHost,
    Readers,
    certificate,
    example_readers,
    free_port,
    lay_out,
    moved,
    program,
    running,
    write_files,
)
from tests.generator.publish.guarded_laws import LAWS, Law

pytestmark = pytest.mark.wire

BASES = ("/", "/our/plans/")


def caddy_before(top: Path, base: str, readers: Readers) -> Iterator[GuardedHost]:
    plain, port = free_port(), free_port()
    files = caddy_rules(account_table(TEST_MASTER, readers, f"https://localhost{base}", LANGUAGES))
    write_files(top / "pathbook", files)
    certificate(top / "pathbook")
    changes = {
        "\nlocalhost {": f"\nhttps://localhost:{port} {{\n\tbind 127.0.0.1",
        "# tls /etc/caddy": f"tls {top}",
        " /etc/caddy/pathbook/certificate.key": f" {top}/pathbook/certificate.key",
        "/srv/pathbook\n": f"{top}/srv\n",
        "/var/log/caddy": str(top),
    }
    # Ports of the test's own, so that the way from http to https is Caddy's own, and no other Caddy is asked for.
    own = f"admin off\nskip_install_trust\nhttp_port {plain}\nhttps_port {port}\ndefault_bind 127.0.0.1\n"
    write_files(top, {"Caddyfile": f"{{\n{own}}}\n" + moved(files["Caddyfile"], changes)})
    lay_out(top, base, tuple(readers))
    command = [program("caddy"), "run", "--config", str(top / "Caddyfile"), "--adapter", "caddyfile"]
    with running(command, port, top):
        yield GuardedHost(folder=top, port=port, base=base, readers=readers, plain_port=plain, log=top / "pathbook.log")


@pytest.fixture(scope="module", params=BASES)
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuardedHost]:
    yield from caddy_before(tmp_path_factory.mktemp("caddy"), request.param, example_readers())


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_caddy_keeps(law: Law, host: GuardedHost) -> None:
    law(host)
