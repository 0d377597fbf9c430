"""What can be wrong with a bundle of rules, and with publishing it."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, Text
from engine.text import quoted


def too_large(size: int, most: int) -> Diagnostic:
    return Diagnostic(
        "bundle-too-large",
        Text(
            f"the bundle has {size} bytes, at most {most} can be",
            f"規則集のバンドルが {size} バイトあります（上限 {most}）",
        ),
        Text(
            "leave out what is no rule file, or set HANTEI_LARGEST_BUNDLE",
            "規則以外のファイルを外すか、HANTEI_LARGEST_BUNDLE を設定してください",
        ),
    )


def not_a_bundle() -> Diagnostic:
    return Diagnostic(
        "not-a-bundle",
        Text(
            "these bytes are no bundle of rules, or were changed on the way",
            "規則集のバンドルではないか、途中で変更されています",
        ),
        Text(
            "make it with `hantei bundle FOLDER FILE`, and send it as it is",
            "`hantei bundle フォルダー ファイル` で作成し、そのまま送ってください",
        ),
    )


def too_many_files(count: int, most: int) -> Diagnostic:
    return Diagnostic(
        "bundle-has-too-many-files",
        Text(
            f"the bundle has {count} files, at most {most} can be",
            f"バンドルにファイルが {count} 件あります（上限 {most} 件）",
        ),
        Text("leave out what is no rule file", "規則以外のファイルを外してください"),
    )


def name_refused(name: str) -> Diagnostic:
    said = quoted(name[:80])
    return Diagnostic(
        "bundle-file-refused",
        Text(f"a bundle cannot hold the file {said}", f"ファイル {said} はバンドルに入れられません"),
        Text(
            "names of rule files are of letters, digits, `-`, `_` and `.`, and end in `.yaml` or `.md`",
            "規則のファイル名は英数字、`-`、`_`、`.` で、末尾は `.yaml` か `.md` です",
        ),
    )


def file_too_large(name: str, most: int) -> Diagnostic:
    said = quoted(name)
    return Diagnostic(
        "bundle-file-too-large",
        Text(f"the file {said} has more than {most} bytes", f"ファイル {said} が {most} バイトを超えています"),
        Text("split it", "ファイルを分けてください"),
    )


def not_signed() -> Diagnostic:
    return Diagnostic(
        "bundle-not-signed",
        Text("the bundle is not signed", "バンドルに署名がありません"),
        Text("make it with `hantei bundle --key FILE`", "`hantei bundle --key ファイル` で作成してください"),
    )


def signature_wrong() -> Diagnostic:
    return Diagnostic(
        "bundle-signature-wrong",
        Text("the signature does not fit the files of the bundle", "署名がバンドルの内容と合いません"),
        Text("make the bundle again from the files", "元のファイルからバンドルを作り直してください"),
    )


def signed_by_other(key: str) -> Diagnostic:
    said = quoted(key)
    return Diagnostic(
        "bundle-signed-by-other",
        Text(
            f"the bundle is signed by {said}, whose rules are not taken here",
            f"バンドルの署名者 {said} の規則は受け付けていません",
        ),
        Text(
            "HANTEI_PUBLISHER_KEYS names the keys that are",
            "受け付ける鍵は HANTEI_PUBLISHER_KEYS で指定します",
        ),
    )


def no_publishers() -> Diagnostic:
    return Diagnostic(
        "no-publisher-named",
        Text("no key is named whose rules are taken here", "規則を受け付ける鍵が指定されていません"),
        Text(
            "name public keys in HANTEI_PUBLISHER_KEYS, or publish at the machine by `hantei publish`",
            "HANTEI_PUBLISHER_KEYS に公開鍵を指定するか、サーバー上で `hantei publish` を使ってください",
        ),
    )


def no_rules(where: str) -> Diagnostic:
    said = quoted(where)
    return Diagnostic(
        "no-rules-in-bundle",
        Text(f"there is no rule set in {said}", f"{said} に規則集がありません"),
        Text("a rule set is a folder with a `ruleset.yaml`", "規則集は `ruleset.yaml` のあるフォルダーです"),
    )


def no_reason() -> Diagnostic:
    return Diagnostic(
        "publication-without-reason",
        Text("it is not said why these rules are published", "公開の理由がありません"),
        Text("give `--why` (in a request `?why=`)", "`--why`（要求では `?why=`）で指定してください"),
    )


def never_published(digest: str) -> Diagnostic:
    said = quoted(digest)
    return Diagnostic(
        "bundle-not-known",
        Text(f"no rules with the digest {said} are kept here", f"ダイジェスト {said} の規則は保存されていません"),
        Text("`hantei publications` lists what there is", "`hantei publications` に一覧があります"),
    )


def example_fails(ruleset: str, name: str) -> Diagnostic:
    said, of = quoted(name), quoted(ruleset)
    return Diagnostic(
        "worked-example-fails",
        Text(f"the worked example {said} of {of} fails", f"規則集 {of} の例題 {said} が成り立ちません"),
        Text("`hantei test` shows how", "`hantei test` で詳しく確認できます"),
    )


def cannot_inspect() -> Diagnostic:
    return Diagnostic(
        "bundle-not-inspected",
        Text("the rules take too long or too much memory to inspect", "規則の検査に時間またはメモリーがかかりすぎます"),
        Text("`hantei lint` and `hantei test` show which", "`hantei lint` と `hantei test` で原因を確認できます"),
    )


def does_not_load(digest: str, rulesets: str) -> Diagnostic:
    said = quoted(digest)
    return Diagnostic(
        "published-rules-do-not-load",
        Text(
            f"the rules published as {said} do not load here: {rulesets}",
            f"{said} として公開された規則を読み込めません：{rulesets}",
        ),
        Text(
            "the rules before stay in force; publish others, or bring this service to the version that published them",
            "以前の規則を使い続けます。別の規則を公開するか、公開時の版の Hantei に更新してください",
        ),
    )


def folder_does_not_load(rulesets: str) -> Diagnostic:
    return Diagnostic(
        "rules-folder-does-not-load",
        Text(
            f"the folder of rules does not load as it is now: {rulesets}",
            f"規則のフォルダーを読み込めません：{rulesets}",
        ),
        Text(
            "the rules before stay in force; `hantei lint` shows the faults",
            "以前の規則を使い続けます。誤りは `hantei lint` で確認できます",
        ),
    )
