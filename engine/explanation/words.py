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
    "route": Text("Routes", "進める経路"),
    "obligation": Text("Obligations", "義務"),
    "exclusion": Text("Excluded", "利用できないもの"),
    "deadline": Text("Deadlines", "期限"),
    "next_step": Text("Next steps", "次の手順"),
}
STRENGTHS = {
    "in_principle": Text("in principle: an exemption is possible", "原則（例外が認められる場合があります）"),
    "advisory": Text("advisory: does not change the outcome", "参考（判定には影響しません）"),
}
PROVISIONAL = Text("provisional: the source calls this an image or a draft", "暫定（出典がイメージ・案として示すもの）")
DERIVED = Text("our inference: no source states it in so many words", "推定（出典に明文はなく、本ツールが導いたもの）")
EXEMPTED = Text("an exemption was given", "適用除外が認められています")
NOT_EXEMPTED = Text("an exemption was refused", "適用除外は認められていません")
ASSUMED = Text("assumed", "仮定")
DECLARED = Text("the applicant's own declaration", "申請者の申告")

LEAD = {
    "all_met": Text(
        "All {count} requirements that apply are met.", "該当する {count} 件の要件をすべて満たしています。"
    ),
    "not_met": Text("Not met: {names}.", "満たしていない要件：{names}。"),
    "open_none": Text("No rule could settle it.", "判定に使える規則がありません。"),
    "open": Text(
        "{count} of {all} requirements still open: {names}.", "{all} 件の要件のうち {count} 件が未確定です：{names}。"
    ),
    "principle": Text(
        "Not met, but an exemption is possible: {names}.",
        "満たしていませんが、例外が認められる余地のある要件：{names}。",
    ),
}
DATED = Text("Rules in force on {day}", "{day}時点の規則による判定")
KNOWN_ON = Text("as published by {day}", "{day}までに公表されたもの")

AMOUNTS = Text("Amounts", "金額")
WHY = Text("Why", "判定の理由")
OTHERS = Text("Also checked", "そのほかの確認結果")
QUESTIONS = Text("What is still missing", "まだ分からないこと")
READINGS = Text("Where the answer depends on how a sentence is read", "文の解釈によって答えが変わる点")
ILLUSTRATIONS = Text(
    "Illustrations (not certified amounts, no entitlement)", "試算（認証された数値ではなく、受給額でもありません）"
)
ASSUMPTIONS = Text("Taken as assumed", "仮定した事実")
JUDGEMENTS = Text("Judgements taken as declared", "申告のまま用いた判断")
NOTICES = Text("To be noted", "留意点")
CONCLUSIONS = Text("What follows", "この結果から言えること")

ASKS = Text("The clause", "基準")
GIVEN = Text("Given", "入力")
FIGURE = Text("Figure", "数値")
WAITS = Text("Waits for", "待っている事実")
SOURCE = Text("Source", "出典")
BOUND = Text("Set by", "決め手")
WORKED = Text("How", "計算")
CONDITION = Text("only if it applies, which is open", "適用されるかどうかは未確定")
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
PLACE = Text("{title}, {place}", "{title} {place}")
LIST = Text(", ", "、")
DASH = Text(" — ", "　")
COLON = Text(": ", "：")
BRACKETS = Text(" ({words})", "（{words}）")
FROM = Text("{formula} = {result}", "{formula} ＝ {result}")
FROM_INPUTS = Text("from {inputs}", "{inputs} から")
