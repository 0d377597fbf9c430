"""The words that every explanation uses, in both languages. Names in braces are filled in."""

from __future__ import annotations

from engine.determination import Outcome, State
from engine.diagnostics import Text

HEADLINES = {
    Outcome.ELIGIBLE: Text("Eligible, on the facts given", "適格：要件を満たす見込みです"),
    Outcome.INELIGIBLE: Text(
        "Not eligible: the facts given do not meet the requirements",
        "不適格：入力された内容では要件を満たしていません",
    ),
    Outcome.UNDETERMINED: Text("Not determined yet", "未確定：まだ判定できません"),
}
OUTCOMES = {
    Outcome.ELIGIBLE: Text("eligible", "適格"),
    Outcome.INELIGIBLE: Text("not eligible", "不適格"),
    Outcome.UNDETERMINED: Text("not determined", "未確定"),
}
STATES = {
    State.MET: Text("met", "適合"),
    State.NOT_MET: Text("not met", "不適合"),
    State.UNDETERMINED: Text("open", "未確定"),
    State.NOT_APPLICABLE: Text("does not apply", "対象外"),
}
KINDS = {
    "route": Text("Routes", "利用できる経路"),
    "obligation": Text("Obligations", "義務"),
    "exclusion": Text("Excluded", "利用できないもの"),
    "deadline": Text("Deadlines", "期限"),
    "next_step": Text("Next steps", "次の手順"),
}
PRINCIPLE = Text("in principle", "原則"), Text("an exemption is possible", "例外が認められる場合があります")
ADVISORY = Text("advisory", "参考"), Text("does not change the outcome", "判定には影響しません")
PROVISIONAL = (
    Text("provisional", "暫定"),
    Text("the source calls it an image or a draft", "出典がイメージ・案として示すものです"),
)
DERIVED = (
    Text("our inference", "推定"),
    Text("no source says it in so many words", "出典に明文はなく、本ツールが導いたものです"),
)
EXEMPTED = Text("exempted", "適用除外"), Text("the programme gave an exemption", "適用除外が認められています")
NOT_EXEMPTED = Text("not exempted", "適用除外なし"), Text("an exemption was refused", "適用除外は認められていません")
CONDITIONAL = (
    Text("open", "未確定"),
    Text("whether it applies at all is not settled", "適用されるかどうかが決まっていません"),
)
ASSUMED = Text("assumed", "仮定")
DECLARED = Text("the applicant's own declaration", "申請者の申告")

LEAD = {
    "all_met": Text(
        "All {count} requirements that apply are met.", "該当する {count} 件の要件をすべて満たしています。"
    ),
    "not_met": Text("Not met: {names}.", "満たしていない要件：{names}。"),
    "not_evidenced": Text(
        "The rules of that day are not evidenced as a whole.", "その日の規則は、全体としては根拠がそろっていません。"
    ),
    "nothing_applies": Text("No requirement applied.", "該当する要件がありませんでした。"),
    "open": Text(
        "{count} of {all} requirements still open: {names}.", "{all} 件の要件のうち {count} 件が未確定です：{names}。"
    ),
    "principle": Text(
        "Not met, but an exemption is possible: {names}.",
        "満たしていませんが、例外が認められる余地のある要件：{names}。",
    ),
}
MORE = Text("{names} and {count} more", "{names}ほか {count} 件")
DATED = Text("Rules in force on {day}", "{day}時点の規則による判定")
KNOWN_ON = Text("as published by {day}", "{day}までに公表されたもの")

AMOUNTS = Text("Amounts", "金額")
AMOUNTS_IF = Text("Amounts, if the requirements are met", "金額（要件を満たす場合）")
WHY = Text("Why", "判定の理由")
OTHERS = Text("Also checked", "そのほかの確認結果")
QUESTIONS = Text("What is still missing", "まだ分からないこと")
READINGS = Text("Where the answer depends on how a sentence is read", "文の解釈によって答えが変わる点")
ILLUSTRATIONS = Text(
    "Illustrations (not certified amounts, no entitlement)", "試算（認証された数値ではなく、受給額でもありません）"
)
ASSUMPTIONS = Text("Assumed, not shown by a document", "仮定した事実（文書による裏付けなし）")
JUDGEMENTS = Text(
    "Judgements taken as declared (an officer has the last word)",
    "申告のまま用いた判断（最終的には担当者が判断します）",
)
SOURCES = Text("Sources", "出典一覧")
NOTICES = Text("To be noted", "留意点")
CONCLUSIONS = Text("What follows", "この結果から言えること")

ASKS = Text("The clause", "基準")
GIVEN = Text("Given", "入力")
FIGURE = Text("Figure", "数値")
WAITS = Text("Waits for", "必要な情報")
SOURCE = Text("Source", "出典")
BOUND = Text("Set by", "決め手")
WORKED = Text("How", "計算")
MAY_BIND = Text("one of these, still open: {names}", "次のいずれか（未確定）：{names}")
CHANGES = Text("It can still change: {names}", "これによって変わりうるもの：{names}")
CHANGES_OUTCOME = Text("the outcome", "判定")
CHOICES = Text("One of: {names}", "選択肢：{names}")
EXEMPTION = Text(
    "Does the programme exempt this project from the requirement “{title}”?",
    "この案件について、要件「{title}」の適用除外が認められていますか。",
)
EXEMPTION_LABEL = Text("exemption from “{title}”", "「{title}」の適用除外")
USED = Text("used here", "今回採用")
DEFAULT = Text("the default", "既定")
OUTCOME = Text("Outcome", "判定")
NO_AMOUNT = Text("none", "なし")
HELP = Text("What to do", "対処")
RESTS_ON = Text("Because", "根拠")
CLOSING = Text(
    "This is a pre-check by the published rules, not a decision by the programme.",
    "これは公表された規則に基づく事前確認であり、制度の実施者による決定ではありません。",
)

BECAUSE = {
    "outcome": Text("{title}: {word}", "{title}：{word}"),
    "finding": Text("{title}: {word}", "{title}：{word}"),
    "conclusion": Text("it follows that: {title}", "次のことが言えるため：{title}"),
    "does_not_follow": Text("it does not follow that: {title}", "次のことは言えないため：{title}"),
    "not_checked": Text("{title} was not checked", "{title}は確認していません"),
    "not_in_force": Text("{title} has no such clause in force", "{title}にはその時点で有効な該当規定がありません"),
}

YES = Text("yes", "はい")
NO = Text("no", "いいえ")
NOTHING = Text("none", "なし")
BETWEEN = Text("between {low} and {high}", "{low}以上{high}以下")
AT_LEAST = Text("at least {low}", "{low}以上")
AT_MOST = Text("at most {high}", "{high}以下")
NOT_KNOWN = Text("not known yet", "まだ分かりません")
SOURCE_NAMED = Text("{title}. {publisher}, {day}", "{title}。{publisher}、{day}")
NAMED_VALUE = Text("{name} ({value})", "{name} {value}")
LIST = Text(", ", "、")
ITEMS = Text("; ", "；")
DASH = Text(" — ", "　")
COLON = Text(": ", "：")
BRACKETS = Text(" ({words})", "（{words}）")
FROM = Text("{formula} = {result}", "{formula} ＝ {result}")
FROM_INPUTS = Text("from {inputs}", "{inputs} から")
