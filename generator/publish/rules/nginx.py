"""Rules for nginx (written for 1.22, tested with Debian's): a folder is asked for with the logins of its readers.

Every block is a prefix that no pattern elsewhere in the server's own settings can come before (`^~`). A folder that
exists and one that does not give the same answer to whoever may not read it. nginx resolves `..`, `//` and `%2f`
before it looks for a block, so a path is judged as what it leads to.
"""

from collections.abc import Iterator, Mapping

from generator.publish.rules.accounts import REALM, AccountTable, GuardedFolder

NOBODY = "nobody"  # the empty file of logins
HEADERS = (
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("Strict-Transport-Security", "max-age=31536000"),
)
NOT_KEPT = ("Cache-Control", "no-store")
KEPT_A_YEAR = ("Cache-Control", "public, max-age=31536000, immutable")  # the path below _theme/ names its content
HOLDS = "# Written by `pathbook build`. Holds in every block that includes it."
BARE = "[A-Za-z0-9._-]+"  # the name of a folder without its slash; nothing that could end a header's line


def nginx_rules(table: AccountTable) -> Mapping[str, str]:
    logins = {f"logins/{folder.name}": logins_of(folder) for folder in table.folders}
    return {
        "server.conf": server(table),
        "rules.conf": rules(table),
        **shared_files(),
        f"logins/{NOBODY}": "",
        **logins,
    }


def logins_of(folder: GuardedFolder) -> str:
    return "".join(f"{account.name}:{account.hash}\n" for account in folder.readers)


def server(table: AccountTable) -> str:
    """A whole server, to be copied once and then the school's own; the rules it includes are written anew each time."""
    return f"""\
# Copy once to /etc/nginx/conf.d/pathbook.conf, then it is yours: Pathbook never looks at that copy.
# Put your certificate where two lines below name it, and out/site to /srv/pathbook{table.base}

# Who read what, without search words: a query string is never written down. Nor is a name that did not get in: some
# people type their code there.
map $status $pathbook_who {{ ~^(200|206|301|304)$ $remote_user; default -; }}
log_format pathbook '$remote_addr $pathbook_who [$time_iso8601] "$request_method $uri" $status $body_bytes_sent';

server {{
    listen 80;
    listen [::]:80;
    server_name {table.host};
    access_log off;
    return 308 https://{table.host}$request_uri;  # no password is ever asked for without TLS
}}

server {{
    listen 443 ssl;
    listen [::]:443 ssl;
    server_name {table.host};
    ssl_certificate pathbook/certificate.pem;
    ssl_certificate_key pathbook/certificate.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    root /srv/pathbook;
    access_log /var/log/nginx/pathbook.log pathbook;
    error_log /var/log/nginx/pathbook-error.log crit;  # a louder one writes down search words
    include pathbook/rules.conf;
}}
"""


def rules(table: AccountTable) -> str:
    return "\n".join([*opening(table), *(block for folder in table.folders for block in readers_block(table, folder))])


def opening(table: AccountTable) -> Iterator[str]:
    """What holds for whoever asks for anything else than a folder that somebody reads."""
    base = table.base
    yield table.heading
    yield "# Goes to /etc/nginx/pathbook/. Nothing is open but what a block below opens.\n"
    yield f"location ^~ {base} {{\n    include pathbook/guarded.conf;\n    return 404;\n}}\n"
    yield "# The look of all sites: nothing of anybody."
    yield f"location ^~ {base}_theme/ {{\n    include pathbook/shared.conf;\n}}\n"
    yield "# What a browser shows when somebody gives up at the login."
    yield "location @pathbook_refused {\n    types { }\n    default_type text/html;\n    charset utf-8;"
    yield f"    include pathbook/headers.conf;\n    return 401 '{table.refused}';\n}}\n"
    yield "# A folder that is not there asks for a login too, so that nobody can find out which are."
    yield f"location ^~ {base}s/ {{"
    yield f'    auth_basic "{REALM}";'
    yield f"    auth_basic_user_file pathbook/logins/{NOBODY};"
    yield "    error_page 401 @pathbook_refused;"
    yield "    include pathbook/guarded.conf;"
    yield f"    location ~ ^{base.replace('.', '[.]')}s/{BARE}$ {{"
    yield "        include pathbook/guarded.conf;"
    yield "        return 308 $uri/;"
    yield "    }\n}\n"


def readers_block(table: AccountTable, folder: GuardedFolder) -> Iterator[str]:
    yield f"location ^~ {table.base}s/{folder.name}/ {{"
    yield f'    auth_basic "{REALM}";'
    yield f"    auth_basic_user_file pathbook/logins/{folder.name};"
    yield "    error_page 401 @pathbook_refused;"
    yield "    include pathbook/guarded.conf;\n}\n"


def headers(kept: tuple[str, str]) -> str:
    """Nginx drops headers from further out where a block has its own: so each block has all of them."""
    lines = (f'add_header {name} "{value}" always;' for name, value in (*HEADERS, kept))
    return "\n".join((HOLDS, *lines, "server_tokens off;\n"))


def guarded(of_headers: str) -> str:
    return "\n".join(
        (
            HOLDS,
            f"include pathbook/{of_headers};",
            "index index.html;",
            "autoindex off;",
            "absolute_redirect off;",
            "disable_symlinks on from=$document_root;",
            "location ~ /[.] { return 404; }  # what begins with a dot is no page\n",
        )
    )


def shared_files() -> Mapping[str, str]:
    """What blocks include, whichever way people log in."""
    return {
        "headers.conf": headers(NOT_KEPT),
        "headers-shared.conf": headers(KEPT_A_YEAR),
        "guarded.conf": guarded("headers.conf"),
        "shared.conf": guarded("headers-shared.conf"),
    }
