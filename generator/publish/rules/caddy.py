"""Rules for Caddy 2.6 (tested with Debian's 2.6.2): everybody logs in by one list, then each folder names its readers.

From 2.8 on the directive is called `basic_auth`; 2.6 knows `basicauth` only, and later versions still take it, with
a warning. Caddy works on an unknown name for a second on purpose and on a known one for as long as its hash takes: with
a list for each folder, a clock would tell who reads which. With one list it tells only that a name exists.
"""

from collections.abc import Iterator, Mapping

from generator.publish.rules.accounts import REALM, AccountTable, GuardedFolder
from generator.publish.rules.nginx import BARE, HEADERS, KEPT_A_YEAR, NOT_KEPT

# Paths that no page has, and that one program may read otherwise than the next.
ODD = r"(//|\\|/[.]|[.](/|$)|[[:cntrl:]])"


def caddy_rules(table: AccountTable) -> Mapping[str, str]:
    return {"Caddyfile": caddyfile(table), "rules.caddy": "\n".join(rules(table)) + "\n"}


def caddyfile(table: AccountTable) -> str:
    """A whole site, to be copied once and then the school's own; the rules it imports are written anew each time."""
    return f"""\
# Copy once to /etc/caddy/Caddyfile, then it is yours: Pathbook never looks at that copy.
# Put out/site to /srv/pathbook{table.base}

{table.host} {{
	# Caddy asks Let's Encrypt for a certificate by itself. With one of your own:
	# tls /etc/caddy/pathbook/certificate.pem /etc/caddy/pathbook/certificate.key
	root * /srv/pathbook
	import pathbook/rules.caddy
	respond 404
	# Who read what, without search words: a query string is never written down.
	log {{
		output file /var/log/caddy/pathbook.log
		format filter {{
			wrap json
			fields {{
				request>uri regexp [?].* ""
				request>headers delete
				resp_headers delete
			}}
		}}
	}}
}}
"""


def rules(table: AccountTable) -> Iterator[str]:
    yield table.heading
    yield "# For Caddy 2.6 or newer. Goes to /etc/caddy/pathbook/. Nothing is open but what a block below opens."
    yield f"@pathbook path {table.base}*"
    yield "route @pathbook {"
    yield from for_all(table)
    yield f"\t@sites path {table.base}s/*"
    yield "\troute @sites {"
    if table.accounts:
        yield from logins(table)
    for folder in table.folders:
        yield from readers_block(table, folder)
    yield "\t\t# A folder that is not there asks for a login too, so that nobody can find out which are."
    yield f'\t\theader WWW-Authenticate `Basic realm="{REALM}"`'
    yield "\t\terror 401\n\t}"
    yield "\terror 404\n}"
    yield from refusal(table)


def for_all(table: AccountTable) -> Iterator[str]:
    """What holds whoever asks."""
    base = table.base
    yield "\theader {"
    yield from (f'\t\t{name} "{value}"' for name, value in (*HEADERS, NOT_KEPT))
    yield "\t}"  # nothing is taken away here: then Caddy would set none of them on a refusal
    yield "\t@sent not method GET HEAD"
    yield "\terror @sent 405"
    yield f"\t@odd path_regexp odd {ODD}"
    yield "\terror @odd 404"
    yield "\t# The look of all sites: nothing of anybody."
    yield f"\t@theme path {base}_theme/*"
    yield "\thandle @theme {"
    yield f'\t\theader {KEPT_A_YEAR[0]} "{KEPT_A_YEAR[1]}"'
    yield "\t\tfile_server\n\t}"
    yield f"\t@bare path_regexp bare ^{base.replace('.', '[.]')}s/{BARE}$"
    yield "\tredir @bare {path}/ 308"


def refusal(table: AccountTable) -> Iterator[str]:
    yield "# What a browser shows when somebody gives up at the login."
    yield "handle_errors {"
    yield "\t@refused {"
    yield f"\t\tpath {table.base}s/*"
    yield "\t\texpression `{http.error.status_code} == 401`\n\t}"
    yield "\thandle @refused {"
    yield '\t\theader Content-Type "text/html; charset=utf-8"'
    yield f"\t\trespond `{table.refused}` 401\n\t}}\n}}"


def logins(table: AccountTable) -> Iterator[str]:
    yield f'\t\tbasicauth bcrypt "{REALM}" {{'
    yield from (f"\t\t\t{account.name} {account.hash}" for account in table.accounts)
    yield "\t\t}"


def readers_block(table: AccountTable, folder: GuardedFolder) -> Iterator[str]:
    yield f"\t\t@{folder.name} {{"
    yield f"\t\t\tpath {table.base}s/{folder.name}/*"
    yield f"\t\t\tvars {{http.auth.user.id}} {' '.join(account.name for account in folder.readers)}"
    yield "\t\t}"
    yield f"\t\thandle @{folder.name} {{\n\t\t\tfile_server\n\t\t}}"
