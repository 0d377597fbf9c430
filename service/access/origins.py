"""Whether a request that changes something comes from another site: the rules of Go 1.25's CrossOriginProtection.

Browsers say where a request comes from (Sec-Fetch-Site, or at least Origin) and no page can change what they say.
What is no browser sends neither and carries no cookies of somebody else. So no tokens are needed in forms.
"""

from __future__ import annotations

from collections.abc import Collection

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_cross_origin(method: str, headers: dict[bytes, bytes], own: Collection[str] = ()) -> bool:
    """Whether to refuse. `own`: origins of this service, as `https://hantei.example.jp`, where a proxy hides them."""
    if method in SAFE:
        return False
    origin = headers.get(b"origin", b"").decode("latin-1")
    site = headers.get(b"sec-fetch-site", b"")
    if site:
        return site not in (b"same-origin", b"none") and origin not in own
    if not origin or origin in own:
        return False
    _, scheme, host = origin.partition("://")
    return not scheme or host.encode("latin-1") != headers.get(b"host", b"")
