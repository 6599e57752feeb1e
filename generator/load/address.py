"""Which identifier an address already tells, so that it need not be written beside it."""

import re

TOLD = re.compile(r"(?i:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|[SD][0-9A-F]{5,10}")  # a UUID, a name of ASN's


def identifier_in(address: str) -> str:
    """The last part of an address where it is an identifier; else the address itself."""
    last = re.split("[/:#]", address.rstrip("/"))[-1]
    return last if TOLD.fullmatch(last) else address
