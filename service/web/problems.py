"""RFC 9457 problems: the one shape of every answer that is not what was asked for.

Each type has a page in docs/problems/, which is served at the type's own path. Nothing of an exception ever leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from engine.diagnostics import Diagnostic, Text
from service.json_body import encoded
from service.web.language import asked_language

MEDIA_TYPE = "application/problem+json"
RULE_FILES = (".yaml", ".md")
"""Endings of files that a fault names; the body of a request has no name."""
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="hantei"'}
MOST_ERRORS = 200
"""Faults listed in one problem; `detail` says how many there were."""


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of problem: `name` is the last part of its path and the name of its page."""

    name: str
    status: int
    title: Text
    detail: Text


MALFORMED = ProblemType(
    "malformed-request",
    400,
    Text("The body is not JSON", "本文が JSON ではありません"),
    Text(
        "the body could not be read as JSON, nothing was evaluated", "本文を JSON として読めないため、判定していません"
    ),
)
NOT_FOUND = ProblemType(
    "not-found",
    404,
    Text("There is nothing here", "このアドレスには何もありません"),
    Text("no such path, /docs lists what there is", "そのパスはありません。/docs に一覧があります"),
)
RULESET_NOT_FOUND = ProblemType(
    "ruleset-not-found",
    404,
    Text("There is no such rule set", "その規則集はありません"),
    Text("/api/v1/rulesets lists what there is", "/api/v1/rulesets に一覧があります"),
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed",
    405,
    Text("This path does not take this method", "このパスではそのメソッドを使えません"),
    Text("the header Allow says which it takes", "使えるメソッドは Allow ヘッダーにあります"),
)
TOO_SLOW = ProblemType(
    "request-timeout",
    408,
    Text("The body did not arrive in time", "本文が時間内に届きませんでした"),
    Text("send the whole body at once, nothing was evaluated", "本文をまとめて送ってください。判定はしていません"),
)
TOO_LARGE = ProblemType(
    "content-too-large",
    413,
    Text("The body is too large", "本文が大きすぎます"),
    Text(
        "send fewer facts or fewer rule sets, nothing was evaluated",
        "事実や規則集を減らしてください。判定はしていません",
    ),
)
NOT_JSON = ProblemType(
    "unsupported-media-type",
    415,
    Text("The body is not declared as JSON", "本文の形式が JSON と示されていません"),
    Text(
        "send it with the header Content-Type: application/json",
        "Content-Type: application/json を付けて送ってください",
    ),
)
REFUSED = ProblemType(
    "refused-request",
    422,
    Text("The request cannot be judged", "この内容では判定できません"),
    Text("nothing was evaluated, `errors` lists what is wrong", "判定していません。誤りは errors にあります"),
)
REFUSED_PARAMETERS = ProblemType(
    "refused-parameters",
    422,
    Text("The address asks for what cannot be had", "このアドレスの指定は受け付けられません"),
    Text(
        "`errors` lists what is wrong with its parameters and headers",
        "パラメーターやヘッダーの誤りは errors にあります",
    ),
)
REGISTER_NOT_FOUND = ProblemType(
    "register-not-found",
    404,
    Text("There is no such register", "その台帳はありません"),
    Text("/api/v1/registers lists what there is", "/api/v1/registers に一覧があります"),
)
NOTHING_STORED = ProblemType(
    "nothing-stored",
    404,
    Text("Nothing is stored under this address", "このアドレスには何も保存されていません"),
    Text("it is the one of Location when it was stored", "保存時の Location のアドレスを確認してください"),
)
IN_FLIGHT = ProblemType(
    "request-in-flight",
    409,
    Text("The same request is under way", "同じ要求を処理しています"),
    Text(
        "send it again in a moment, it is then answered with what was stored",
        "少し待ってから再送してください。保存された結果が返ります",
    ),
)
CONFLICT = ProblemType(
    "conflict",
    409,
    Text("Something else was stored first", "先に別のものが保存されています"),
    Text("nothing was stored, look again and send it anew", "保存していません。確認してから送り直してください"),
)
CANNOT_BE_DETERMINED_AGAIN = ProblemType(
    "cannot-be-determined-again",
    409,
    Text("It cannot be determined again as it was", "当時のとおりに再判定できません"),
    Text(
        "facts were taken out, or the rules that are loaded now answer in another way",
        "事実が伏せられているか、現在の規則では別の判定になります",
    ),
)
KEY_REUSED = ProblemType(
    "idempotency-key-reused",
    422,
    Text("The idempotency key was used for another request", "冪等キーが別の要求で使われています"),
    Text("nothing was stored", "保存していません"),
)
INTERNAL = ProblemType(
    "internal-error",
    500,
    Text("Something broke here", "サービス側で問題が起きました"),
    Text("it is not the request's fault and has been logged", "送られた内容の誤りではありません。記録しました"),
)
DOES_NOT_LOAD = ProblemType(
    "ruleset-does-not-load",
    503,
    Text("The rule set cannot be used now", "この規則集は今使えません"),
    Text(
        "its files have faults that whoever runs this service must mend",
        "規則集のファイルに誤りがあり、運営側で直す必要があります",
    ),
)
STORE_UNAVAILABLE = ProblemType(
    "storage-unavailable",
    503,
    Text("Nothing can be stored or fetched now", "現在、保存も取り出しもできません"),
    Text(
        "send it again in a moment; with an Idempotency-Key it is stored once",
        "少し待ってから再送してください。冪等キーを付ければ一度だけ保存されます",
    ),
)
BUSY = ProblemType(
    "busy",
    503,
    Text("Too many are waiting", "順番を待つ要求が多すぎます"),
    Text("nothing was done, send it again in a moment", "何も行っていません。少し待ってから再送してください"),
)
NO_PDF = ProblemType(
    "pdf-unavailable",
    503,
    Text("A PDF cannot be made here", "ここではPDFを作成できません"),
    Text("ask for the same address with .html", "同じアドレスの末尾を .html にすると同じ内容が得られます"),
)
STORE_FULL = ProblemType(
    "storage-full",
    507,
    Text("There is no room to store it", "保存する空きがありません"),
    Text("nothing was stored, and it has been logged", "保存していません。記録しました"),
)
OTHER = ProblemType(
    "request-refused",
    400,
    Text("The request was not taken", "この要求は受け付けられません"),
    Text("see the status code", "状態コードを確認してください"),
)

TYPES = (
    MALFORMED,
    NOT_FOUND,
    RULESET_NOT_FOUND,
    REGISTER_NOT_FOUND,
    NOTHING_STORED,
    METHOD_NOT_ALLOWED,
    TOO_SLOW,
    IN_FLIGHT,
    CONFLICT,
    CANNOT_BE_DETERMINED_AGAIN,
    TOO_LARGE,
    NOT_JSON,
    REFUSED,
    REFUSED_PARAMETERS,
    KEY_REUSED,
    INTERNAL,
    DOES_NOT_LOAD,
    STORE_UNAVAILABLE,
    BUSY,
    NO_PDF,
    STORE_FULL,
    OTHER,
)
OF_ADDRESS = frozenset({REFUSED_PARAMETERS, KEY_REUSED})
"""Those whose faults lie in parameters and headers."""
BY_STATUS = {kind.status: kind for kind in (NOT_FOUND, METHOD_NOT_ALLOWED, TOO_LARGE, NOT_JSON, INTERNAL)}


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(
        self, kind: ProblemType, faults: Iterable[Diagnostic] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.faults = tuple(faults)
        self.headers = headers or {}


def problem_response(
    request: Request,
    kind: ProblemType,
    faults: Iterable[Diagnostic] = (),
    *,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The problem in the language asked for; `errors` are in both."""
    lang = asked_language(request)
    body = problem_json(kind, faults, lang, status)
    own = dict(CHALLENGE) if status == 401 or kind.status == 401 else {}
    own |= {"Content-Language": lang, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    return Response(encoded(body), status or kind.status, {**(headers or {}), **own}, MEDIA_TYPE)


def problem_json(
    kind: ProblemType, faults: Iterable[Diagnostic], lang: str, status: int | None = None
) -> dict[str, Any]:
    """The body of a problem."""
    listed = list(faults)
    body = {
        "type": f"/problems/{kind.name}",
        "title": kind.title.in_(lang),
        "status": status or kind.status,
        "detail": _detail(kind, len(listed)).in_(lang),
    }
    if listed:
        of_address = kind in OF_ADDRESS
        body["errors"] = [error_json(fault, of_address=of_address) for fault in listed[:MOST_ERRORS]]
    return body


def _detail(kind: ProblemType, count: int) -> Text:
    if not count:
        return kind.detail
    counted = "1 fault" if count == 1 else f"{count} faults"
    return Text(f"{counted}: {kind.detail.en}", f"誤り {count} 件：{kind.detail.ja}")


def error_json(fault: Diagnostic, *, of_address: bool = False) -> dict[str, Any]:
    """One fault: where (a JSON pointer as a URI fragment; in what is no JSON line and column; of an address the name
    of the parameter or header), what, how to mend it."""
    error: dict[str, Any] = {}
    if fault.place is not None and fault.place.file.endswith(RULE_FILES):
        error |= {"file": fault.place.file, "line": fault.place.line, "column": fault.place.column}
    elif of_address and fault.pointer is not None:
        error["parameter"] = fault.pointer.removeprefix("/")
    elif fault.pointer is not None:
        error["pointer"] = f"#{fault.pointer}"
    elif fault.place is not None:
        error["line"], error["column"] = fault.place.line, fault.place.column
    error |= {"code": fault.code, "en": fault.message.en, "ja": fault.message.ja}
    if fault.help is not None:
        error["help"] = {"en": fault.help.en, "ja": fault.help.ja}
    return error
