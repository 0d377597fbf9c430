"""What can go wrong with what is stored: an exception for each way, with a diagnostic in both languages."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, Text
from engine.errors import HanteiError
from engine.text import quoted


class StoreError(HanteiError):
    """Something could not be stored or fetched. `fault` says what, for people."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(f"{fault.code}: {fault.message.en}")
        self.fault = fault


class StoreUnavailableError(StoreError):
    """The database does not answer now, or broke off. What was under way may or may not be stored."""


class StoreFullError(StoreError):
    """There is no room. What was under way is not stored, nothing of it."""


class SchemaError(StoreError):
    """The tables are those of another version of Hantei."""


class DatabaseNameError(StoreError):
    """The name of a database cannot be used here."""


class CursorError(StoreError):
    """A cursor that no page of this list gave out."""


class PageLimitError(StoreError):
    """A number of entries that no page has."""


class ConflictError(StoreError):
    """Something else was stored first: the same name, or another next event of the case."""


class NameLengthError(StoreError):
    """A name, an id or a key that no column holds."""


class DraftLimitError(StoreError):
    """A draft is larger than one may be, or one more than an author may have."""


class ClaimLostError(StoreError):
    """A request held an idempotency key for so long that another has it now. Nothing was stored."""


def _fault(  # noqa: PLR0913, PLR0917 - a fault in both languages with its help
    code: str, en: str, ja: str, help_en: str, help_ja: str, pointer: str | None = None
) -> Diagnostic:
    return Diagnostic(code, Text(en, ja), Text(help_en, help_ja), pointer=pointer)


def unavailable(where: str) -> StoreUnavailableError:
    return StoreUnavailableError(
        _fault(
            "database-unavailable",
            f"the database {quoted(where)} does not answer",
            f"データベース {quoted(where)} が応答しません",
            "see that it runs and can be reached; what was sent with an idempotency key can be sent again",
            "動作と接続を確認してください。冪等キーを付けて送ったものは、そのまま再送できます",
        )
    )


def busy(where: str) -> StoreUnavailableError:
    return StoreUnavailableError(
        _fault(
            "database-busy",
            f"the database {quoted(where)} is held by others for too long",
            f"データベース {quoted(where)} が他の処理に長く使われています",
            "send it again in a moment; if it stays so, look for a program that holds a transaction open",
            "少し待ってから再送してください。続く場合は、トランザクションを開いたままの処理がないか確認してください",
        )
    )


def broken(where: str) -> StoreUnavailableError:
    return StoreUnavailableError(
        _fault(
            "database-broken",
            f"the file of the database {quoted(where)} cannot be read or written",
            f"データベース {quoted(where)} のファイルを読み書きできません",
            "check the disk and the rights; if the file is damaged, restore a backup and run `hantei audit`",
            "ディスクと権限を確認してください。破損していれば、控えから戻して `hantei audit` を実行してください",
        )
    )


def full(where: str) -> StoreFullError:
    return StoreFullError(
        _fault(
            "database-full",
            f"there is no room left for the database {quoted(where)}",
            f"データベース {quoted(where)} に空き容量がありません",
            "make room on its disk; nothing of what was sent is stored, and it can be sent again",
            "ディスクに空きを作ってください。送られたものは何も保存されていないため、再送できます",
        )
    )


def no_schema(where: str) -> SchemaError:
    return SchemaError(
        _fault(
            "database-not-set-up",
            f"the database {quoted(where)} has no tables of Hantei yet",
            f"データベース {quoted(where)} に Hantei の表がまだありません",
            "run `hantei migrate`",
            "`hantei migrate` を実行してください",
        )
    )


def older_schema(where: str) -> SchemaError:
    return SchemaError(
        _fault(
            "database-older",
            f"the tables in {quoted(where)} are those of an older version of Hantei",
            f"{quoted(where)} の表は、以前の版の Hantei のものです",
            "make a backup, then run `hantei migrate`",
            "控えを取ってから `hantei migrate` を実行してください",
        )
    )


def newer_schema(where: str) -> SchemaError:
    return SchemaError(
        _fault(
            "database-newer",
            f"the tables in {quoted(where)} are those of a newer version of Hantei",
            f"{quoted(where)} の表は、この版より新しい Hantei のものです",
            "install that version; tables are never taken back to an older one",
            "その版の Hantei を使ってください。表を以前の版に戻すことはできません",
        )
    )


def not_a_database(where: str) -> DatabaseNameError:
    return DatabaseNameError(
        _fault(
            "not-a-database",
            f"{quoted(where)} does not name a database that Hantei can use",
            f"{quoted(where)} は Hantei で使えるデータベースの指定ではありません",
            "write `sqlite:///file.db` or `postgresql://user@host/name`",
            "`sqlite:///file.db` または `postgresql://user@host/name` の形で書いてください",
        )
    )


def driver_missing() -> DatabaseNameError:
    return DatabaseNameError(
        _fault(
            "postgres-not-installed",
            "PostgreSQL needs the extra `postgres`",
            "PostgreSQL には追加パッケージ `postgres` が必要です",
            "install it: `pip install 'hantei[postgres]'`",
            "`pip install 'hantei[postgres]'` で追加してください",
        )
    )


def no_such_cursor() -> CursorError:
    return CursorError(
        _fault(
            "cursor-unknown",
            "the cursor is not one that this list gave out",
            "このカーソルは、この一覧で発行されたものではありません",
            "begin without a cursor, then follow the link to the next page, with the filters as they are",
            "カーソルなしで始め、絞り込みの条件を変えずに次のページへのリンクをたどってください",
            "/cursor",
        )
    )


def no_such_limit(most: int) -> PageLimitError:
    return PageLimitError(
        _fault(
            "limit-out-of-bounds",
            f"a page has from 1 to {most} entries",
            f"1 ページの件数は 1 から {most} までです",
            f"ask for at most {most}, then follow the link to the next page",
            f"{most} 以下を指定し、次のページへのリンクをたどってください",
            "/limit",
        )
    )


def taken(what: str) -> ConflictError:
    return ConflictError(
        _fault(
            "stored-already",
            f"there is another {quoted(what)} already",
            f"{quoted(what)} はすでに別のものが保存されています",
            "choose another id; what is stored is never written over",
            "別の id にしてください。保存されたものを上書きすることはありません",
        )
    )


def draft_too_large(most: int) -> DraftLimitError:
    return DraftLimitError(
        _fault(
            "draft-too-large",
            f"the draft is larger than {most:,} bytes",
            f"下書きが {most:,} バイトを超えています",
            "download it, and move part of it into a rule set of its own",
            "ダウンロードしたうえで、一部を別の規則集に分けてください",
        )
    )


def too_many_drafts(most: int) -> DraftLimitError:
    return DraftLimitError(
        _fault(
            "too-many-drafts",
            f"there are {most} drafts already",
            f"下書きがすでに {most} 件あります",
            "delete one that is done with",
            "不要な下書きを削除してください",
        )
    )


def case_moved_on(case: str, number: int) -> ConflictError:
    return ConflictError(
        _fault(
            "case-moved-on",
            f"the case {quoted(case)} has {number} events by now",
            f"案件 {quoted(case)} の出来事は現在 {number} 件です",
            "look at it again, then send the event with the number that it has now",
            "もう一度確認し、現在の件数を付けて送ってください",
        )
    )


def no_such_entry(what: str) -> Diagnostic:
    return _fault(
        "nothing-stored",
        f"there is no {quoted(what)}",
        f"{quoted(what)} は保存されていません",
        "look for it in the list",
        "一覧で確認してください",
    )


def claim_lost() -> ClaimLostError:
    return ClaimLostError(
        _fault(
            "claim-lost",
            "another request holds the idempotency key by now",
            "この冪等キーは別の要求が使用しています",
            "send the request again: it is answered with what the other stored",
            "もう一度送ってください。先に保存された結果が返ります",
        )
    )


def name_too_long(name: str, most: int) -> NameLengthError:
    return NameLengthError(
        _fault(
            "name-too-long",
            f"{quoted(name[:40])} is empty or longer than {most} characters",
            f"{quoted(name[:40])} は空か、{most} 文字を超えています",
            "choose a shorter one, of printable characters",
            "印字できる文字で、より短くしてください",
        )
    )
