"""A set of files has one bundle; whatever is not exactly that is refused before anything is unpacked."""

from __future__ import annotations

import io
import os
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.resources import rules_root
from engine.source import RULE_FILE
from service.publications.bundles import MANIFEST, SIGNATURE, folder_files, pack, read_bundle
from service.publications.unpacking import unpacked
from service.signing import SigningKey, private_key

LARGEST = 20_000_000
EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "0"))
Member = tuple[tarfile.TarInfo, bytes]


def codes(content: bytes, keys: list[bytes] | None = None, largest: int = LARGEST) -> list[str]:
    bundle, faults = read_bundle(content, largest, keys)
    assert (bundle is None) == bool(faults)
    return [fault.code for fault in faults]


def test_the_rules_that_come_with_hantei_fit_into_a_bundle(key: SigningKey) -> None:
    files, faults = folder_files(rules_root())
    assert faults == []
    content = pack(files, key)
    bundle, faults = read_bundle(content, LARGEST, [key.public])
    assert bundle is not None
    assert faults == []
    assert (dict(bundle.files), bundle.signed_by) == (files, key.public.hex())
    assert content == pack(dict(reversed(files.items())), key), "the same files, the same bytes"


def test_a_bundle_is_a_tar_that_everybody_can_look_into(files: dict[str, bytes], key: SigningKey) -> None:
    with tarfile.open(fileobj=io.BytesIO(pack(files, key))) as archive:
        assert archive.getnames() == [MANIFEST, SIGNATURE, *sorted(files)]


def test_who_signed_is_told_and_others_are_refused(files: dict[str, bytes], key: SigningKey, keys: Path) -> None:
    other, _ = private_key(keys / "other")
    assert other is not None
    assert codes(pack(files, other), [key.public]) == ["bundle-signed-by-other"]
    assert codes(pack(files), [key.public]) == ["bundle-not-signed"]
    assert codes(pack(files, other), [key.public, other.public]) == []
    assert codes(pack(files)) == []


def test_a_signature_of_other_files_does_not_fit(files: dict[str, bytes], key: SigningKey) -> None:
    signed = pack(files, key)
    changed = {**files, "trial/ruleset.yaml": files["trial/ruleset.yaml"] + b"\n"}
    with tarfile.open(fileobj=io.BytesIO(signed)) as archive:
        file = archive.extractfile(SIGNATURE)
        assert file is not None
        signature = file.read()
    borrowed = pack({**changed})
    forged = rebuilt(borrowed, lambda members: members.insert(1, (info(SIGNATURE, signature), signature)))
    assert codes(forged, [key.public]) == ["bundle-signature-wrong"]
    assert codes(forged) == ["bundle-signature-wrong"], "a signature that is there must be good"


def info(name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.size, made.type = len(content), kind
    return made


def rebuilt(content: bytes, change: Callable[[list[Member]], object], form: int = tarfile.USTAR_FORMAT) -> bytes:
    """The bundle with its members changed."""
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        members = [(one, archive.extractfile(one).read()) for one in archive]  # type: ignore[union-attr] - files all
    change(members)
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for one, told in members:
            archive.addfile(one, io.BytesIO(told))
    return made.getvalue()


def link(name: str, to: str) -> tarfile.TarInfo:
    made = info(name, kind=tarfile.SYMTYPE)
    made.linkname = to
    return made


def older(members: list[Member]) -> None:
    members[3][0].mtime = 1


HOSTILE: dict[str, Callable[[list[Member]], object]] = {
    "a path that leads out": lambda m: m.append((info("../../etc/cron.d/x.yaml", b"x"), b"x")),
    "an absolute path": lambda m: m.append((info("/etc/x.yaml", b"x"), b"x")),
    "a link": lambda m: m.append((link("trial/passwords.yaml", "/etc/passwd"), b"")),
    "a hard link": lambda m: m.append((info("trial/x.yaml", kind=tarfile.LNKTYPE), b"")),
    "a device": lambda m: m.append((info("trial/x.yaml", kind=tarfile.CHRTYPE), b"")),
    "a folder": lambda m: m.append((info("trial", kind=tarfile.DIRTYPE), b"")),
    "a file twice": lambda m: m.append((info("trial/ruleset.yaml", b"x"), b"x")),
    "a file that the manifest does not name": lambda m: m.append((info("trial/more.yaml", b"x"), b"x")),
    "a program": lambda m: m.append((info("trial/run.py", b"x"), b"x")),
    "a hidden file": lambda m: m.append((info(".git/x.yaml", b"x"), b"x")),
    "a file less": lambda m: m.pop(),
    "another order": lambda m: m.reverse(),
    "a time": older,
    "no manifest": lambda m: m.pop(0),
    "nothing": lambda m: m.clear(),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    "form", [tarfile.USTAR_FORMAT, tarfile.PAX_FORMAT, tarfile.GNU_FORMAT], ids=["ustar", "pax", "gnu"]
)
def test_what_is_not_exactly_a_bundle_is_refused(
    change: Callable[[list[Member]], object], form: int, files: dict[str, bytes], key: SigningKey
) -> None:
    found = codes(rebuilt(pack(files, key), change, form), [key.public])
    assert found
    assert set(found) <= {"not-a-bundle", "bundle-file-refused"}


def test_sizes_are_bounded_before_anything_is_read(files: dict[str, bytes]) -> None:
    content = pack(files)
    assert codes(content, largest=len(content) - 1) == ["bundle-too-large"]
    assert codes(pack({**files, "trial/large.yaml": b"x" * (RULE_FILE.size + 1)})) == ["bundle-file-too-large"]
    many = {f"trial/{number}.yaml": b"" for number in range(5_001)}
    assert codes(pack(many)) == ["bundle-has-too-many-files"]
    for other in (b"", b"x", b"PK\x03\x04" + b"\0" * 100, b"\x1f\x8b" + content):
        assert codes(other) == ["not-a-bundle"]


def test_a_changed_byte_is_found_wherever_it_is(files: dict[str, bytes], key: SigningKey) -> None:
    content = pack(files, key)
    chance = random.Random(20_261_122)  # noqa: S311 - the same bytes each time
    for _ in range(max(60, EXAMPLES)):
        changed = bytearray(content)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        assert codes(bytes(changed), [key.public]), "a bundle with a changed byte was taken"
    for length in range(0, len(content), 977):
        assert codes(content[:length], [key.public])


def test_names_that_no_bundle_can_take_are_told_when_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "a b.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "_draft.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("/etc/passwd")
    files, faults = folder_files(tmp_path)
    assert (list(files), [fault.code for fault in faults]) == (["a b.yaml"], ["bundle-file-refused"])


def test_what_is_unpacked_are_the_files(files: dict[str, bytes], tmp_path: Path) -> None:
    bundle, _ = read_bundle(pack(files), LARGEST, None)
    assert bundle is not None
    root = unpacked(bundle, tmp_path / "rules")
    assert folder_files(root)[0] == files
