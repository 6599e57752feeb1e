"""Rules for a school whose people sign in elsewhere (Google, Microsoft, Keycloak): nginx asks oauth2-proxy.

One oauth2-proxy knows one set of people, so nginx asks it for each folder anew, with the group that may read it in the
address (`/oauth2/auth?allowed_groups=…`, oauth2-proxy 7.0 and newer): 202 may read, 403 is signed in and may not, 401
is not signed in. An empty list of groups would let everybody in, so each folder names exactly one. The tests put a
stand-in with these three answers behind a real nginx; the program itself, and a sign-in, were never tried.
"""

from collections.abc import Iterator, Mapping

from generator.publish.rules.accounts import AccountTable, GuardedFolder
from generator.publish.rules.nginx import BARE, NOBODY, server, shared_files

PROXY = "http://127.0.0.1:4180"
ASKING = "/pathbook-may-read"  # addresses that only nginx itself can ask for
UNTESTED = "# UNTESTED with oauth2-proxy itself: try it with two accounts of your own before a family does."


def oauth2_proxy_rules(table: AccountTable) -> Mapping[str, str]:
    return {
        "server.conf": f"{UNTESTED}\n{server(table)}",
        "rules.conf": "\n".join(rules(table)) + "\n",
        **shared_files(),
        "asking.conf": asking(),
        "oauth2-proxy.cfg": settings(table),
        "groups.csv": groups(table),
    }


def group_of(folder: str) -> str:
    """The group of the sign-in service whose members read a folder."""
    return f"pathbook-{folder}"


def rules(table: AccountTable) -> Iterator[str]:
    base = table.base
    yield UNTESTED
    yield "# Written by `pathbook build`, and written over by the next one. Goes to /etc/nginx/pathbook/."
    yield "# Nothing is open but what a block below opens.\n"
    yield f"location ^~ {base} {{\n    include pathbook/guarded.conf;\n    return 404;\n}}\n"
    yield "# The look of all sites: nothing of anybody."
    yield f"location ^~ {base}_theme/ {{\n    include pathbook/shared.conf;\n}}\n"
    yield "location = /oauth2/auth { return 404; }"
    yield f"location ^~ /oauth2/ {{\n    proxy_pass {PROXY};\n    include pathbook/asking.conf;\n}}"
    yield "location @pathbook_sign_in {\n    absolute_redirect off;"
    yield "    return 302 /oauth2/sign_in?rd=$request_uri;\n}\n"
    yield "# A folder that is not there asks for a sign-in too, so that nobody can find out which are."
    yield f"# Never make a group {group_of(NOBODY)}."
    yield from question(NOBODY)
    yield f"location ^~ {base}s/ {{"
    yield from guard(NOBODY)
    yield f"    location ~ ^{base.replace('.', '[.]')}s/{BARE}$ {{"
    yield "        include pathbook/guarded.conf;"
    yield "        return 308 $uri/;"
    yield "    }\n}\n"
    for folder in table.folders:
        yield from question(folder.name)
        yield f"location ^~ {base}s/{folder.name}/ {{"
        yield from guard(folder.name)
        yield "}\n"


def question(folder: str) -> Iterator[str]:
    yield f"location = {ASKING}/{folder} {{"
    yield "    internal;"
    yield f"    proxy_pass {PROXY}/oauth2/auth?allowed_groups={group_of(folder)}&constraints_required=true;"
    yield "    proxy_pass_request_body off;"
    yield '    proxy_set_header Content-Length "";'
    yield "    include pathbook/asking.conf;\n}"


def guard(folder: str) -> Iterator[str]:
    yield f"    auth_request {ASKING}/{folder};"
    yield "    error_page 401 = @pathbook_sign_in;"
    yield "    include pathbook/guarded.conf;"


def asking() -> str:
    return "\n".join(
        (
            "# Written by `pathbook build`. What oauth2-proxy is told of a request.",
            "proxy_set_header Host $host;",
            "proxy_set_header X-Real-IP $remote_addr;",
            "proxy_set_header X-Forwarded-Proto $scheme;",
            "proxy_set_header X-Auth-Request-Redirect $request_uri;\n",
        )
    )


def settings(table: AccountTable) -> str:
    """oauth2-proxy's own file, to be copied once and then the school's."""
    return f"""\
{UNTESTED}
# Copy once to /etc/oauth2-proxy.cfg, then it is yours: Pathbook never looks at that copy.
# Two secrets are not in it. Give them in the environment of the service:
# OAUTH2_PROXY_CLIENT_SECRET from your sign-in service, OAUTH2_PROXY_COOKIE_SECRET from: openssl rand -base64 32

provider = "oidc"
oidc_issuer_url = "https://login.{table.host}"  # your sign-in service
client_id = "pathbook"
redirect_url = "https://{table.host}/oauth2/callback"
oidc_groups_claim = "groups"  # the claim that names a person's groups

http_address = "127.0.0.1:4180"
reverse_proxy = true
upstreams = ["static://202"]
email_domains = ["*"]  # nobody reads by address alone: each folder asks for its group

cookie_secure = true
cookie_httponly = true
cookie_samesite = "lax"
cookie_expire = "8h"  # a school day; a shared computer is signed out by then

request_logging = false  # addresses hold search words; nginx keeps a log without them
"""


def groups(table: AccountTable) -> str:
    """Who belongs into which group, for whoever makes them at the sign-in service."""
    return "group,account\n" + "".join(line for folder in table.folders for line in members(folder))


def members(folder: GuardedFolder) -> Iterator[str]:
    yield from (f"{group_of(folder.name)},{account.name}\n" for account in folder.readers)
