"""Keys in files, and what is said where one cannot be used."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from engine.receipt import receipt_text, signed, signed_bytes
from service import signing
from service.signing import Signature, SigningKey, checked, configured_key, new_key, public_half, public_key
from tests.receipt.receipts import complete


def key_in(path: Path) -> SigningKey:
    key, faults = configured_key({"HANTEI_SIGNING_KEY": str(path)})
    assert key is not None, faults
    return key


def pem(key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey, password: bytes | None = None) -> bytes:
    how = form.NoEncryption() if password is None else form.BestAvailableEncryption(password)
    return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, how)


def test_a_new_key_signs_what_its_public_half_verifies(tmp_path: Path) -> None:
    path = tmp_path / "office.pem"
    assert new_key(path) == []
    key = key_in(path)
    public, faults = public_key(public_half(path))
    assert (public, faults) == (key.public, [])
    assert checked(signed(complete(), key.public, key.sign), public) is Signature.BY_THE_KEY


def test_a_private_key_is_its_owners_only_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "office.pem"
    new_key(path)
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [fault.code for fault in new_key(path)] == ["file-exists"]
    assert path.read_bytes() == before
    path.unlink()
    assert [fault.code for fault in new_key(path)] == ["file-exists"]  # the public half is there
    assert not path.exists()


def test_nothing_of_the_private_key_gets_into_a_receipt() -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(100, 132)))
    text = receipt_text(signed(complete(), private.public_key().public_bytes_raw(), private.sign))
    assert private.private_bytes_raw().hex() not in text
    assert private.public_key().public_bytes_raw().hex() in text


def test_a_signature_is_over_the_format_and_the_hash() -> None:
    """RFC 8032 signatures are deterministic: the same key and bytes give the same 64 bytes."""
    receipt = complete()
    assert signed_bytes(receipt) == b"hantei-receipt-1\n" + receipt["hash"].encode()
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    one, other = (signed(receipt, private.public_key().public_bytes_raw(), private.sign) for _ in range(2))
    assert one == other
    assert len(one["signature"]["value"]) == 128


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-key"),
        (b"\xff\xfe", "not-a-key"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "not-a-key"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "not-a-key"),
        (pem(Ed25519PrivateKey.generate(), b"secret"), "not-a-key"),
        (None, "key-not-readable"),
    ],
    ids=["empty", "bytes", "broken", "another kind", "with a password", "no file"],
)
def test_what_is_no_key_is_a_fault_with_help(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    for found, faults in (configured_key({"HANTEI_SIGNING_KEY": str(path)}), public_key(path)):
        assert found is None
        assert [fault.code for fault in faults] == [code]
        assert faults[0].help is not None
        assert "secret" not in faults[0].message.en


def test_a_folder_is_no_key(tmp_path: Path) -> None:
    assert [fault.code for fault in public_key(tmp_path)[1]] == ["key-not-readable"]


def test_without_the_variable_nothing_is_signed() -> None:
    assert configured_key({}) == (None, [])
    assert configured_key({"HANTEI_SIGNING_KEY": ""}) == (None, [])


def test_without_the_library_a_signature_is_said_to_be_unchecked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    receipt = signed(complete(), private.public_key().public_bytes_raw(), private.sign)
    monkeypatch.setattr(signing, "is_here", lambda: False)
    assert checked(receipt, None) is Signature.UNCHECKED
    for faults in (new_key(tmp_path / "k"), public_key(tmp_path)[1], configured_key({"HANTEI_SIGNING_KEY": "k"})[1]):
        assert [fault.code for fault in faults] == ["signing-not-installed"]
