"""Bundles: the files of a folder of rules in one file, which can be signed, sent and kept.

A bundle is an uncompressed tar of `manifest.json`, `signature.json` where it is signed, and the files by path. Each
set of files has exactly one bundle: no times, owners or modes, in one order. What is read is packed again and must
give the same bytes, so that a link, a second file of one name, a path that leads out of the folder, or anything beside
the files cannot hide in it; and as nothing is compressed, nothing can swell.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine.diagnostics import Diagnostic
from engine.records import dataclass
from engine.rule_files import DEEPEST, LARGEST
from service.publications import bundle_faults as faults
from service.signing import SigningKey, verified

FORMAT = "hantei-bundle-1"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
MOST_FILES = 5_000
LONGEST_PATH = 200
KINDS = (".yaml", ".md")
_PATH = re.compile(rb"[a-zA-Z0-9][a-zA-Z0-9_.-]*(?:/[a-zA-Z0-9][a-zA-Z0-9_.-]*)*")
_BLOCK = 512
_KEY, _SIGNATURE = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{128}")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is in a bundle. `signed_by`: the public key (32 bytes, hexadecimal) whose signature was found good."""

    content: bytes
    files: Mapping[str, bytes]
    signed_by: str | None

    @property
    def digest(self) -> str:
        """`sha256:` and the hash of all its bytes."""
        return f"sha256:{hashlib.sha256(self.content).hexdigest()}"


def pack(files: Mapping[str, bytes], key: SigningKey | None = None) -> bytes:
    """The bundle of these files by path, signed where there is a key."""
    manifest = _manifest(files)
    return _packed(manifest, None if key is None else _signature(manifest, key), files)


def folder_files(root: Path) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The rule files under a folder by path, and those that no bundle can take. Hidden files are left out."""
    found: dict[str, bytes] = {}
    refused: list[Diagnostic] = []
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix not in KINDS or any(part.startswith((".", "_")) for part in name.split("/")):
            continue
        if path.is_symlink() or not path.is_file():
            continue
        content = path.read_bytes()
        found[name] = content
        refused += _of_file(name, content)
    return found, [*refused, *_of_files(found)]


def read_bundle(content: bytes, largest: int, keys: Sequence[bytes] | None) -> tuple[Bundle | None, list[Diagnostic]]:
    """The bundle in these bytes, or what is wrong with it.

    `largest`: bytes of the whole. `keys`: public keys, by one of which it must be signed; None where it need not be (a
    signature that is there must be good all the same).
    """
    if len(content) > largest:
        return None, [faults.too_large(len(content), largest)]
    members = dict(_members(content))
    manifest, signature = members.pop(MANIFEST, b""), members.pop(SIGNATURE, None)
    refused = [*_of_files(members), *(fault for name, one in members.items() for fault in _of_file(name, one))]
    if refused:
        return None, refused
    if manifest != _manifest(members) or content != _packed(manifest, signature, members):
        return None, [faults.not_a_bundle()]
    signed_by, wrong = _signed_by(manifest, signature, keys)
    return (None, wrong) if wrong else (Bundle(content, members, signed_by), [])


def _manifest(files: Mapping[str, bytes]) -> bytes:
    named = {name: f"sha256:{hashlib.sha256(files[name]).hexdigest()}" for name in sorted(files)}
    return json.dumps({"format": FORMAT, "files": named}, separators=(",", ":"), ensure_ascii=True).encode()


def _packed(manifest: bytes, signature: bytes | None, files: Mapping[str, bytes]) -> bytes:
    members = [(MANIFEST, manifest), *([] if signature is None else [(SIGNATURE, signature)])]
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in [*members, *((name, files[name]) for name in sorted(files))]:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return made.getvalue()


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what seems to be there, up to the first thing that no bundle has."""
    at = 0
    while at + _BLOCK <= len(content) and content[at] != 0:
        header = content[at : at + _BLOCK]
        name, prefix = (header[begin:end].rstrip(b"\0") for begin, end in ((0, 100), (345, 500)))
        size = header[124:136].strip(b"\0 ")
        path = prefix + b"/" + name if prefix else name
        if not (_PATH.fullmatch(path) and size.isdigit() and not size.strip(b"01234567")):
            return
        at += _BLOCK
        length = int(size, 8)
        yield path.decode("ascii"), content[at : at + length]
        at += -(-length // _BLOCK) * _BLOCK


def _of_files(files: Mapping[str, bytes]) -> list[Diagnostic]:
    if not files:
        return [faults.not_a_bundle()]
    return [faults.too_many_files(len(files), MOST_FILES)] if len(files) > MOST_FILES else []


def _of_file(name: str, content: bytes) -> list[Diagnostic]:
    if not (_PATH.fullmatch(name.encode()) and name.endswith(KINDS) and len(name) <= LONGEST_PATH):
        return [faults.name_refused(name)]
    if name.count("/") > DEEPEST:
        return [faults.name_refused(name)]
    return [faults.file_too_large(name, LARGEST)] if len(content) > LARGEST else []


# --- signatures ------------------------------------------------------------------------------------------------------


def _signature(manifest: bytes, key: SigningKey) -> bytes:
    said = {"algorithm": "ed25519", "key": key.public.hex(), "value": key.sign(_signed_bytes(manifest)).hex()}
    return json.dumps(said, separators=(",", ":")).encode()


def _signed_bytes(manifest: bytes) -> bytes:
    """What a signature covers: the format in front, so that no signature of a receipt fits."""
    return f"{FORMAT}\n".encode() + manifest


def _signed_by(
    manifest: bytes, signature: bytes | None, keys: Sequence[bytes] | None
) -> tuple[str | None, list[Diagnostic]]:
    if signature is None:
        return None, [] if keys is None else [faults.not_signed()]
    named, value = _read_signature(signature)
    if named is None or value is None:
        return None, [faults.signature_wrong()]
    if keys is not None and named not in keys:
        return None, [faults.signed_by_other(named.hex())]
    if not verified(named, value, _signed_bytes(manifest)):
        return None, [faults.signature_wrong()]
    return named.hex(), []


def _read_signature(signature: bytes) -> tuple[bytes | None, bytes | None]:
    """The public key and the signature in `signature.json`, whose form is one only."""
    try:
        said = json.loads(signature)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(said, dict) or list(said) != ["algorithm", "key", "value"] or said["algorithm"] != "ed25519":
        return None, None
    if json.dumps(said, separators=(",", ":")).encode() != signature:
        return None, None
    key, value = said["key"], said["value"]
    if not (isinstance(key, str) and isinstance(value, str) and _KEY.fullmatch(key) and _SIGNATURE.fullmatch(value)):
        return None, None
    return bytes.fromhex(key), bytes.fromhex(value)
