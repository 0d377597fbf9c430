"""Signatures by Ed25519, with keys in files. Only this module imports `cryptography` (the extra `signing`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.receipt import signed_bytes
from engine.text import quoted
from service.files import cannot_write, is_there_already

VARIABLE = "HANTEI_SIGNING_KEY"
LARGEST_KEY = 65_536
"""Bytes of a key file."""


class Signature(StrEnum):
    """What can be said of the signature of a receipt."""

    NONE = "none"
    GOOD = "good"
    """by the key that the receipt itself names; whose that is, the receipt cannot say"""
    BY_THE_KEY = "by-the-key"
    """by the key that was asked for"""
    OTHER_KEY = "other-key"
    BAD = "bad"
    UNCHECKED = "unchecked"
    """the library for it is not installed"""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key in use: its public half (32 bytes), and what signs."""

    public: bytes
    sign: Callable[[bytes], bytes]


def is_here() -> bool:
    """Whether signatures can be made and checked."""
    return find_spec("cryptography") is not None


def configured_key(environment: Mapping[str, str]) -> tuple[SigningKey | None, list[Diagnostic]]:
    """The key that HANTEI_SIGNING_KEY names, if it names one; or why it cannot be used."""
    named = environment.get(VARIABLE, "")
    return private_key(Path(named)) if named else (None, [])


def public_key(path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The public key (32 bytes) in a PEM file, or why there is none."""
    content, faults = _content(path)
    if content is None:
        return None, faults
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - slow, and an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    try:
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm):
        return None, [_no_key(path, Text("public", "公開"))]
    if not isinstance(key, Ed25519PublicKey):
        return None, [_no_key(path, Text("public", "公開"))]
    return key.public_bytes_raw(), []


def checked(receipt: Mapping[str, Any], wanted: bytes | None) -> Signature:
    """The signature of a receipt; `wanted`: the public key that it must be by."""
    signature = receipt.get("signature")
    if signature is None:
        return Signature.NONE
    if not is_here():
        return Signature.UNCHECKED
    named = bytes.fromhex(signature["key"])
    if not verified(named, bytes.fromhex(signature["value"]), signed_bytes(receipt)):
        return Signature.BAD
    if wanted is None:
        return Signature.GOOD
    return Signature.BY_THE_KEY if wanted == named else Signature.OTHER_KEY


def verified(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether a signature (64 bytes) of these bytes is by the key with that public half (32 bytes)."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - slow, and an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


_ANOTHER_NAME = Text(
    "choose another name: a key is never written over", "別の名前にしてください。鍵を上書きすることはありません"
)


def new_key(path: Path) -> list[Diagnostic]:
    """Writes a private key to `path`, readable by its owner only, and its public half beside it (`.pub`).

    Nothing that is there already is written over.
    """
    if not is_here():
        return [_not_installed()]
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - slow, and an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    beside = public_half(path)
    for one in (path, beside):
        if one.exists():
            return [is_there_already(one, _ANOTHER_NAME)]
    try:
        _write(beside, public, 0o644)
        _write(path, private, 0o600)
    except OSError as error:
        return [cannot_write(path, error)]
    return []


def public_half(path: Path) -> Path:
    """Where the public half of a new key stands."""
    return path.with_name(path.name + ".pub")


def _write(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)


def private_key(path: Path) -> tuple[SigningKey | None, list[Diagnostic]]:
    """The private key in a PEM file, or why it cannot be used."""
    content, faults = _content(path)
    if content is None:
        return None, faults
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - slow, and an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None, [_no_key(path, Text("private", "秘密"))]
    if not isinstance(key, Ed25519PrivateKey):
        return None, [_no_key(path, Text("private", "秘密"))]
    return SigningKey(key.public_key().public_bytes_raw(), key.sign), []


def _content(path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    if not is_here():
        return None, [_not_installed()]
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_KEY), []
    except OSError:
        return None, [_cannot_read(path)]


# --- faults ----------------------------------------------------------------------------------------------------------


def _not_installed() -> Diagnostic:
    return Diagnostic(
        "signing-not-installed",
        Text("signatures need the extra `signing`", "署名には追加パッケージ `signing` が必要です"),
        Text("install it: `pip install 'hantei[signing]'`", "`pip install 'hantei[signing]'` で追加してください"),
    )


def _cannot_read(path: Path) -> Diagnostic:
    named = quoted(str(path))
    return Diagnostic(
        "key-not-readable",
        Text(f"the key file {named} cannot be read", f"鍵ファイル {named} を読めません"),
        Text(
            f"check the name after `--key`, or the one in {VARIABLE}",
            f"`--key` または {VARIABLE} のファイル名を確認してください",
        ),
    )


def _no_key(path: Path, half: Text) -> Diagnostic:
    named = quoted(str(path))
    return Diagnostic(
        "not-a-key",
        Text(f"{named} holds no {half.en} Ed25519 key", f"{named} に Ed25519 の{half.ja}鍵がありません"),
        Text(
            "a key is a PEM file without a password, as `hantei keys new FILE` writes it",
            "鍵はパスワードなしの PEM ファイルです。`hantei keys new FILE` で作成できます",
        ),
    )
