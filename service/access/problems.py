"""The problems of access: who is not known, what they may not, and what comes too often or from another site."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from engine.diagnostics import Text
from service.web.problems import ProblemType

Refusal = Callable[[Request, ProblemType, Mapping[str, str]], Response]
"""Makes the answer to a request that goes no further: a page where a person asked, else a problem."""

SIGN_IN_NEEDED = ProblemType(
    "sign-in-needed",
    401,
    Text("This is not for everyone", "サインインまたは API キーが必要です"),
    Text(
        "sign in at /auth/sign-in, or send an API key as Authorization: Bearer",
        "/auth/sign-in でサインインするか、API キーを Authorization: Bearer で送ってください",
    ),
)
KEY_NOT_VALID = ProblemType(
    "key-not-valid",
    401,
    Text("The API key is not valid", "API キーが有効ではありません"),
    Text(
        "it is mistyped, has expired or was revoked, ask whoever runs this service for another",
        "誤記、期限切れ、失効のいずれかです。運営者に新しいキーを求めてください",
    ),
)
NOT_PERMITTED = ProblemType(
    "not-permitted",
    403,
    Text("You may not do this", "この操作は許可されていません"),
    Text(
        "your roles or the scopes of your key do not allow it, ask whoever runs this service",
        "役割またはキーの範囲で許可されていません。運営者に確認してください",
    ),
)
CROSS_ORIGIN = ProblemType(
    "cross-origin-request",
    403,
    Text("The request comes from another site", "別のサイトからの要求です"),
    Text(
        "pages of other sites may not change anything here, open this site itself",
        "ほかのサイトのページから変更はできません。このサイトを直接開いてください",
    ),
)
TOO_MANY = ProblemType(
    "too-many-requests",
    429,
    Text("Too many requests", "要求が多すぎます"),
    Text(
        "wait as many seconds as the header Retry-After says, then send it again",
        "Retry-After ヘッダーの秒数だけ待ってから、もう一度送ってください",
    ),
)
TAKES_TOO_LONG = ProblemType(
    "takes-too-long",
    503,
    Text("The answer takes too long", "回答に時間がかかりすぎています"),
    Text(
        "ask for less at once; what changes something may still be done, send it again with the same Idempotency-Key",
        "一度に求める量を減らしてください。変更は完了していることがあるため、同じ Idempotency-Key で送り直してください",
    ),
)

SIGN_IN_FAILED = ProblemType(
    "sign-in-failed",
    400,
    Text("Signing in did not work", "サインインできませんでした"),
    Text(
        "it took too long, was begun in another window, or the provider refused, begin again at /auth/sign-in",
        "時間切れ、別のウィンドウで開始、または認証側の拒否です。/auth/sign-in からやり直してください",
    ),
)
NO_ROLE_HERE = ProblemType(
    "no-role-here",
    403,
    Text("You have no role here", "このサービスでの役割がありません"),
    Text(
        "the provider knows you but names no role of yours for this service, ask whoever runs it",
        "認証はできましたが、役割が示されていません。運営者に確認してください",
    ),
)
SIGN_IN_NOT_SET_UP = ProblemType(
    "sign-in-not-set-up",
    404,
    Text("Nobody can sign in here", "ここではサインインできません"),
    Text("no provider is set, programs use API keys", "認証先が設定されていません。プログラムは API キーを使えます"),
)
SIGN_IN_OUT_OF_REACH = ProblemType(
    "sign-in-out-of-reach",
    503,
    Text("Nobody can sign in now", "現在サインインできません"),
    Text(
        "the provider does not answer as it should, try again later",
        "認証先が正しく応答していません。時間をおいてやり直してください",
    ),
)

TYPES = (
    SIGN_IN_NEEDED,
    KEY_NOT_VALID,
    NOT_PERMITTED,
    CROSS_ORIGIN,
    TOO_MANY,
    TAKES_TOO_LONG,
    SIGN_IN_FAILED,
    NO_ROLE_HERE,
    SIGN_IN_NOT_SET_UP,
    SIGN_IN_OUT_OF_REACH,
)
