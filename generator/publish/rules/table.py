"""The servers that rules are written for. Their files lie in a folder each, `out/access/<server>/`."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from generator.model.access import Reader
from generator.publish.keys import Master
from generator.publish.rules.accounts import AccountTable, account_table
from generator.publish.rules.caddy import caddy_rules
from generator.publish.rules.nginx import nginx_rules
from generator.publish.rules.oauth2_proxy import oauth2_proxy_rules
from generator.records.school import LearnerId
from generator.words import Words

Rules: TypeAlias = Callable[[AccountTable], Mapping[str, str]]  # file name below the server's folder → text

RULES: Mapping[str, Rules] = {
    "nginx": nginx_rules,
    "caddy": caddy_rules,
    "oauth2-proxy": oauth2_proxy_rules,
}


def access_files(
    master: Master, readers: Mapping[LearnerId, tuple[Reader, ...]], base_url: str | None, languages: Sequence[Words]
) -> Mapping[str, str]:
    """All files below out/access/, by path. They hold hashes of codes: mode 0600, and never among what is published.

    `languages`: in which a refusal is explained, the school's own first.
    """
    return files_of(account_table(master, readers, base_url, languages))


def files_of(table: AccountTable) -> Mapping[str, str]:
    return {f"{server}/{name}": text for server, rules in RULES.items() for name, text in rules(table).items()}
