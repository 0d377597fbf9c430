"""What a person reads when there is no such page, or something broke."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from engine.diagnostics import Text
from engine.records import dataclass
from service.pages.rendering import page


@dataclass(frozen=True, slots=True)
class Fault:
    """A title, and what can be done now."""

    title: Text
    help: Text


class PageFaultError(Exception):
    """Ends a route of a page: answered by the page of the fault, with this status."""

    def __init__(self, status: int, fault: Fault) -> None:
        super().__init__(fault.title.en)
        self.status = status
        self.fault = fault


NOT_FOUND = Fault(
    Text("There is no such page", "ページが見つかりません"),
    Text(
        "If you typed or pasted the address, check that it is complete. "
        "A link that holds answers is long: copy all of it.",
        "アドレスを入力または貼り付けた場合は、途中で切れていないか確認してください。"
        "回答を含むリンクは長いので、全体をコピーする必要があります。",
    ),
)
NOT_UNDERSTOOD = Fault(
    Text("This link cannot be read", "このリンクは読み取れません"),
    Text(
        "It may be cut off, hold more answers than an address can carry, or come from another version of the rules. "
        "Copy the whole link, or start again.",
        "途中で切れている、アドレスに収まらないほど回答が多い、または別の版の規則で作られた可能性があります。"
        "リンク全体をコピーするか、最初からやり直してください。",
    ),
)
REFUSED = Fault(
    Text("This cannot be answered", "この要求にはお答えできません"),
    Text("Go back one page and try again.", "前のページに戻って、もう一度お試しください。"),
)
SIGN_IN = Fault(
    Text("Sign in to see this page", "このページを見るにはサインインが必要です"),
    Text(
        "It is for officers and authors. Checking a proposal needs no sign-in.",
        "担当者と作成者のためのページです。提案の確認にはサインインは不要です。",
    ),
)
NOT_PERMITTED = Fault(
    Text("You may not do this", "この操作は許可されていません"),
    Text(
        "Your roles do not allow it, or the request came from another site. Ask those who run this service.",
        "役割に含まれていないか、別のサイトからの操作です。運営者にお問い合わせください。",
    ),
)
TOO_MANY = Fault(
    Text("Too many requests", "アクセスが集中しています"),
    Text("Wait a minute, then load the page again.", "1分ほど待ってから、もう一度ページを読み込んでください。"),
)
BROKEN = Fault(
    Text("Something went wrong here", "サービス側で問題が起きました"),
    Text(
        "It was not your doing, and it has been logged. Your answers are in the address of the page before: "
        "go back and try again later.",
        "ご入力の誤りではありません。問題は記録しました。回答は前のページのアドレスに残っていますので、"
        "前のページに戻り、時間をおいてもう一度お試しください。",
    ),
)
NO_ROLE = Fault(
    Text("You have no role here", "このサービスでの役割がありません"),
    Text(
        "You were recognised, but no role is set for you. Ask those who run this service. "
        "Checking a proposal needs no sign-in.",
        "ご本人であることは確認できましたが、役割が設定されていません。運営者にお問い合わせください。"
        "提案の確認にはサインインは不要です。",
    ),
)
SIGN_IN_FAILED = Fault(
    Text("Signing in did not work", "サインインできませんでした"),
    Text(
        "It took too long, or was begun in another window. Go back to the page you came from and sign in again.",
        "時間が切れたか、別のウィンドウで始めたサインインです。元のページに戻って、もう一度サインインしてください。",
    ),
)
NO_SIGN_IN = Fault(
    Text("Nobody can sign in here", "ここではサインインできません"),
    Text(
        "This service is run without sign-in, or the provider does not answer now.",
        "サインインのない設定で運営しているか、認証先が現在応答していません。",
    ),
)
NO_PDF = Fault(
    Text("A PDF cannot be made here", "ここではPDFを作成できません"),
    Text(
        "The programs for it are not installed. Print the page of the result from the browser instead.",
        "必要なプログラムがインストールされていません。結果のページをブラウザーから印刷してください。",
    ),
)
BY_KIND = {
    "no-role-here": NO_ROLE,
    "pdf-unavailable": NO_PDF,
    "sign-in-failed": SIGN_IN_FAILED,
    "sign-in-not-set-up": NO_SIGN_IN,
    "sign-in-out-of-reach": NO_SIGN_IN,
}
"""By the name of the problem that a program would be told."""
BY_STATUS = {401: SIGN_IN, 403: NOT_PERMITTED, 404: NOT_FOUND, 429: TOO_MANY}


def fault_page(request: Request, status: int, fault: Fault | None = None) -> Response:
    """The page of a status that is not an answer."""
    known = fault or BY_STATUS.get(status) or (BROKEN if status >= 500 else REFUSED)
    return page(request, "fault.html", status=status, fault=known)


async def faulty(request: Request, error: Exception) -> Response:
    """The handler of `PageFaultError`."""
    if not isinstance(error, PageFaultError):
        raise error
    return fault_page(request, error.status, error.fault)
