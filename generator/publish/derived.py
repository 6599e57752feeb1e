"""The few things format pb1 is made of: keys from keys, marks of bytes, and how bytes are written in names.

Nothing here is of our own making: HKDF (RFC 5869) and AES-GCM come from `cryptography`, HMAC and PBKDF2 from Python.
"""

from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from hashlib import pbkdf2_hmac, sha256
from hmac import digest

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16


def key_from(key: bytes, info: str, length: int = KEY_BYTES) -> bytes:
    """HKDF-SHA256 without a salt: what `info` names, and nothing else, comes out."""
    return HKDF(SHA256(), length, None, info.encode()).derive(key)


def mark_of(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA256, 32 bytes."""
    return digest(key, message, sha256)


@lru_cache(maxsize=1 << 16)
def key_of_code(code: str, salt: bytes, iterations: int) -> bytes:
    """PBKDF2-HMAC-SHA256 of a folded code. Kept: a teacher's code opens many folders and is worked out once."""
    return pbkdf2_hmac("sha256", code.encode("ascii"), salt, iterations, KEY_BYTES)


def sealed(key: bytes, nonce: bytes, plain: bytes, bound_to: str) -> bytes:
    """AES-256-GCM; opens only with the same key, nonce and `bound_to`."""
    return AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def opened(key: bytes, nonce: bytes, cipher: bytes, bound_to: str) -> bytes:
    """Raises InvalidTag where a bit of anything differs."""
    return AESGCM(key).decrypt(nonce, cipher, bound_to.encode())


def in_base32(content: bytes) -> str:
    """Lower case and without padding: fit for the name of a file on any system."""
    return b32encode(content).decode().lower().rstrip("=")


def in_base64(content: bytes) -> str:
    """The letters of addresses, without padding."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def from_base64(text: str) -> bytes:
    """Raises ValueError where the text is not exactly what `in_base64` writes."""
    content = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    if in_base64(content) != text:
        raise ValueError("not in the form that is written")
    return content
