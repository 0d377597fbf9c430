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
    State.NOT_APPLICABLE: Text("does not apply", "該当なし"),
}
KINDS = {
    "route": Text("Routes", "利用できる経路"),
    "obligation": Text("Obligations", "義務"),
    "exclusion": Text("Excluded", "利用できないもの"),
    "deadline": Text("Deadlines", "期限"),
    "next_step": Text("Next steps", "次の手順"),
}
MARKS = {
    "in_principle": (
        Text("in principle", "原則"),
        Text("an exemption is possible", "例外が認められる場合があります"),
    ),
    "advisory": (Text("advisory", "参考"), Text("does not change the outcome", "判定には影響しません")),
    "provisional": (
        Text("provisional", "暫定"),
        Text("the source calls it an image or a draft", "出典がイメージ・案として示すものです"),
    ),
    "derived": (
        Text("our inference", "推論"),
        Text("no source says it in so many words", "出典に明文はなく、本ツールが導いたものです"),
    ),
    "exempted": (
        Text("exempted", "適用除外"),
        Text("the programme gave an exemption", "適用除外が認められています"),
    ),
    "not_exempted": (
        Text("not exempted", "適用除外なし"),
        Text("an exemption was refused", "適用除外は認められていません"),
    ),
    "conditional": (
        Text("open", "未確定"),
        Text("whether it applies at all is not settled", "適用されるかどうかが決まっていません"),
    ),
}
"""What must be said beside a criterion or an amount: in a word, and what it means."""
ASSUMED = Text("assumed", "仮定")
DECLARED = Text("the applicant's own declaration", "申請者の申告")
GRADES = {
    "declared": Text("declared", "申告"),
    "documented": Text("shown by a document", "書類あり"),
    "verified": Text("verified", "確認済み"),
    "judged": Text("judged", "担当者の判断"),
}

RESTS = Text("What the outcome rests on", "判定の決め手となった事実")
DECISIVE = Text("{count} decisive facts: {grades}", "決め手となった事実{count}件：{grades}")
ONE_DECISIVE = Text("1 decisive fact: {grades}", "決め手となった事実{count}件：{grades}")
NO_DECISIVE = Text("no fact has decided anything yet", "決め手となった事実はまだありません")
OF_GRADE = Text("{count} {grade}", "{grade}{count}件")
OF_THEM_ASSUMED = Text(" ({count} of them assumed)", "（うち仮定{count}件）")
BELOW = Text(
    "{title} asks for facts that are {grade}; below that: {names}",
    "「{title}」の事実に求められる裏付けは「{grade}」です。これに満たない事実：{names}",
)
STRICT = {
    "required": Text(
        "Asked strictly: a requirement counts only where its facts are shown as well as the rules ask",
        "規則が求める裏付けのある事実だけを用いて判定しています",
    ),
    "documented": Text(
        "Asked strictly: a requirement counts only where documents show its facts",
        "書類による裏付けのある事実だけを用いて判定しています",
    ),
    "verified": Text(
        "Asked strictly: a requirement counts only where its facts are verified",
        "確認済みの事実だけを用いて判定しています",
    ),
    "judged": Text(
        "Asked strictly: a requirement counts only where an officer has judged its facts",
        "担当者が判断した事実だけを用いて判定しています",
    ),
}
DOCUMENTS = Text("Documents that would show facts (our suggestion)", "事実を裏付ける書類の例（本ツールによる提案）")
DOCUMENT_FOR = Text("for: {facts} — {criteria}", "示す事実：{facts}　要件：{criteria}")
DOCUMENTS_COUNTED = Text(
    "{count} documents would show what is only declared: `--documents` lists them",
    "申告だけの事実を裏付ける書類の例{count}件（`--documents` で一覧を表示します）",
)
ONE_DOCUMENT = Text(
    "1 document would show what is only declared: `--documents` names it",
    "申告だけの事実を裏付ける書類の例{count}件（`--documents` で表示します）",
)

LEAD = {
    "all_met": Text("All {count} requirements that apply are met.", "該当する{count}件の要件をすべて満たしています。"),
    "one_met": Text("The one requirement that applies is met.", "該当する1件の要件を満たしています。"),
    "one_open": Text("The one requirement is still open: {names}.", "ただ1件の要件が未確定です：{names}。"),
    "not_met": Text("Not met: {names}.", "満たしていない要件：{names}。"),
    "conflict": Text(
        "Each of these could still be met, but whatever is still missing, never all of them together: {names}.",
        "それぞれは満たす余地がありますが、残りの情報がどうであっても、次の要件をすべて同時に満たすことはできません：{names}。",
    ),
    "not_evidenced": Text(
        "The rules of that day are not evidenced as a whole.", "その日の規則は、全体としては根拠がそろっていません。"
    ),
    "nothing_applies": Text("No requirement applied.", "該当する要件がありませんでした。"),
    "open": Text(
        "{count} of {all} requirements still open: {names}.", "{all}件の要件のうち{count}件が未確定です：{names}。"
    ),
    "principle": Text(
        "Not met, but an exemption is possible: {names}.",
        "満たしていませんが、例外が認められる余地のある要件：{names}。",
    ),
}
MORE = Text("{names} and {count} more", "{names}ほか{count}件")
DATED = Text("Rules in force on {day}", "{day}時点の規則による判定")
KNOWN_ON = Text("as published by {day}", "{day}までに公表されたもの")

AMOUNTS = Text("Amounts", "額")
AMOUNTS_IF = Text("Amounts, if the requirements are met", "額（要件を満たす場合）")
WHY = Text("Why", "判定の理由")
OTHERS = Text("Also checked", "そのほかの確認結果")
QUESTIONS = Text("What is still missing", "まだわからないこと")
READINGS = Text("Where the answer depends on how a sentence is read", "文の解釈によって答えが変わる点")
ILLUSTRATIONS = Text(
    "Illustrations (not certified amounts, no entitlement)", "試算（認証された数値ではなく、受給額でもありません）"
)
ASSUMPTIONS = Text("Assumed, not shown by a document", "仮定した事実（文書による裏付けなし）")
JUDGEMENTS = Text(
    "Judgements taken as declared (an officer has the last word)",
    "申告のまま用いた判断（最終的には担当者が判断します）",
)
EVIDENCE = Text("What stands behind the facts", "事実の裏付け")
HOLDS = Text("Until when this holds", "この判定がいつまで変わらないか")
RECORD = Text("Rules used", "用いた規則")
SOURCES = Text("Sources", "出典一覧")
NOTICES = Text("To be noted", "留意点")
COMPANIONS = Text(
    "Determined with it (each whole by its name: `hantei check NAME …`)",
    "あわせて判定した規則集（詳細は `hantei check` に名前を指定して確認できます）",
)
CONCLUSIONS = Text("What follows", "この結果から言えること")

ASKS = Text("The clause", "基準")
GIVEN = Text("Given", "入力")
FIGURE = Text("Figure", "数値")
WAITS = Text("Waits for", "必要な情報")
SOURCE = Text("Source", "出典")
BOUND = Text("Set by", "決め手")
AS_ABOVE = Text("first as worked out above, then:", "ここまでは上と同じ計算。続けて：")
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

HOLDS_UNTIL = Text(
    "As the rules are known, outcome and amounts stay the same until {day}.",
    "わかっている規則のもとでは、判定と額は{day}まで変わりません。",
)
HOLDS_ON = Text(
    "As the rules are known, nothing that is dated changes outcome or amounts later.",
    "わかっている規則のもとでは、日付の定めによって判定や額が後で変わることはありません。",
)
ENDED_BY = Text("Ended by", "変わる理由")
AFFECTS = Text("{change} (changes: {names})", "{change}（変わるもの：{names}）")
BY = Text("by", "判断者")
ON = Text("on", "判断日")
REASON = Text("reason", "理由")
DOCUMENT = Text("document", "書類")
WOULD_SHOW = Text("would be shown by", "裏付けとなる書類")
RULES_NAMED = Text("{ruleset}, version {version}, {digest}", "{ruleset}、版 {version}、{digest}")
CUT = Text("there are more parts than are shown", "これより多くの部分は省略しました")
ROLES = {
    "applies_when": Text("Applies when", "適用の条件"),
    "requires": Text("Requires", "要件"),
    "figure": Text("Figure", "数値"),
    "formula": Text("Formula", "計算式"),
    "bound": Text("Bound", "上限・下限の式"),
    "input": Text("Input of the table", "表の入力"),
    "row": Text("Row of the table", "表の行"),
}
"""What an expression is to its rule."""
TRACED = Text("Every step – {expression}", "評価の過程　{expression}")
STEP, RESULT = Text("Step", "計算の段階"), Text("Result", "結果")
AMOUNT, FIGURE_OF = Text("Amount", "項目"), Text("Figure", "額")

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
RECORDS = Text("{count} records of `{register}`", "`{register}` の{count}件")
FIELD = Text("{holder}: {field}", "{holder}の{field}")
ONE_RECORD = Text("1 record", "1件")
SOME_RECORDS = Text("{count} records", "{count}件")
MORE_ROWS = Text("{count} rows, beginning with {rows}", "{count}件。最初は{rows}")
BETWEEN = Text("between {low} and {high}", "{low}以上{high}以下")
AT_LEAST = Text("at least {low}", "{low}以上")
AT_MOST = Text("at most {high}", "{high}以下")
BELOW_ZERO = Text("{word} {figure}", "{figure}{word}")
BELOW_ZERO_BOUNDED = Text("{word} {figure}", "{figure}の{word}")
EITHER_SIDE = Text("{above}, or {below}", "{above}、または{below}")
NOT_KNOWN = Text("not known yet", "まだわかりません")
SOURCE_NAMED = Text("{title}. {publisher}, {day}", "{title}。{publisher}、{day}")
NAMED_VALUE = Text("{name} ({value})", "{name} {value}")
LIST = Text(", ", "、")
ITEMS = Text("; ", "；")
DASH = Text(" — ", "　")
COLON = Text(": ", "：")
BRACKETS = Text(" ({words})", "（{words}）")
QUOTED = Text("“{word}”", "「{word}」")
CAME_TO = Text("{step}: {result}", "{step}：{result}")
FROM = Text("{formula} = {result}", "{formula} ＝ {result}")
