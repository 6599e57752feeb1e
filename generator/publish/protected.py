"""A PDF for an e-mail or a stick: encrypted with AES-256 (PDF 2.0, revision 6), opened with the reader's code.

A program that shows PDFs compares a password letter by letter, and a file has room for two. So the code opens it as the
letter prints it, with its dashes; nearly every program also takes it without them, none in lower case. The second is
the owner's password, which could lift what the first is forbidden: nothing is forbidden, neither printing nor a screen
reader, so the two are worth the same. Whoever has only the file sees that it is a tagged PDF, its length, the size of
its paper, and of how many drawings it is made.
"""

from io import BytesIO

import pikepdf
from pikepdf import Encryption, Name, ObjectStreamMode, Pdf, Permissions

from generator.publish.codes import folded

EVERYTHING = Permissions(modify_assembly=True)  # the rest is allowed unless it is forbidden


def protected(document: bytes, code: str) -> bytes:
    """The same document, tags and language and all; each time other bytes, since keys and fillings are drawn."""
    out = BytesIO()
    with pikepdf.open(BytesIO(document)) as pdf:
        without_fingerprint(pdf)
        pdf.save(
            out,
            encryption=Encryption(user=code, owner=folded(code), R=6, aes=True, metadata=True, allow=EVERYTHING),
            # Outside of such streams the names of fonts, and so the script a family reads, stand in clear.
            object_stream_mode=ObjectStreamMode.generate,
        )
    return out.getvalue()


def without_fingerprint(pdf: Pdf) -> None:
    """The identifier of a printed plan is made from what it says, and no encryption covers it."""
    if Name.ID in pdf.trailer:
        del pdf.trailer[Name.ID]
