"""What the interview says, in both languages."""

from __future__ import annotations

from engine.determination import Outcome
from engine.diagnostics import Text

WELCOME = Text(
    "Rules in force on {day}. Answer in your own way: 4.5億, 1,000,000, 2019年6月1日, Viet Nam. "
    "`?` I do not know yet; `:help` what else can be typed.",
    "{day}時点の規則で確認します。回答の例：4.5億、1,000,000、2019年6月1日、ベトナム。"
    "まだわからないときは「?」、そのほかの操作は「:help」と入力してください。",
)
HELP = Text(
    "?  I do not know yet (also `:skip`)\n"
    ":back  take back the last answer\n"
    ":change NAME  answer a question again, by the name of the fact or its label\n"
    ":list  the answers so far\n"
    ":save FILE  write the answers to a file\n"
    ":done  stop asking, and show the answer\n"
    ":quit  leave without the answer",
    "?  まだわからない（:skip も同じ）\n"
    ":back  直前の回答を取り消す\n"
    ":change 名前  答え直す（事実の名前か見出し）\n"
    ":list  これまでの回答\n"
    ":save ファイル  回答をファイルに書き出す\n"
    ":done  質問を終えて結果を見る\n"
    ":quit  結果を見ずにやめる",
)
QUESTION = Text("Question {number} (at most {left} left)", "質問 {number}（残りは最大 {left} 問）")
WHY = Text("Why: {title} — {statement}", "理由：{title}　{statement}")
FOR_AMOUNT = Text("Why: to work out {title}", "理由：{title}の計算に必要です")
UNIT = Text("In {unit}", "単位：{unit}")
YES_NO = Text("yes / no", "はい / いいえ")
MEMBERS = Text(
    "Separate entries with commas; `none` for an empty list",
    "複数ある場合は読点かコンマで区切り、ない場合は「なし」と答えてください",
)
RECORDS = Text(
    "Write it on one line: {row}; leave out a field that is not known yet, and it is asked for later",
    "1行で次のように書いてください：{row}。まだわからない項目は省けば、後で個別に質問します",
)
EXEMPTION = Text(
    "Does the programme exempt this project from “{title}”?",
    "この案件について、「{title}」の適用除外が認められていますか。",
)
READ = Text("Understood: {value}", "入力内容：{value}")
ASIDE = Text("Put aside: not known yet", "保留しました（まだわからない）")
SO_FAR = Text("So far: {title}: {outcome}", "現時点：{title}：{outcome}")
OUTCOMES = {
    Outcome.ELIGIBLE: Text("eligible", "適格"),
    Outcome.INELIGIBLE: Text("not eligible", "不適格"),
    Outcome.UNDETERMINED: Text("not determined", "未確定"),
}
NOTHING_YET = Text("there is nothing to take back", "取り消せる回答はありません")
NO_ANSWERS = Text("no answers yet", "まだ回答はありません")
STILL_ASIDE = Text("Put aside, and could still change the answer: {names}", "保留中で、結果を変えうる事実：{names}")
SAVED = Text("Your answers are saved in {file}", "回答を {file} に保存しました")
RESUME = Text(
    "To go on: hantei ask {rulesets} --as-of {day} --resume {file}",
    "再開するには：hantei ask {rulesets} --as-of {day} --resume {file}",
)
PARTS = Text("; ", "；")
NOT_SAVED = Text(
    "Your answers were not saved to a file. They are:",
    "回答はファイルに保存されていません。これまでの回答は次のとおりです：",
)
ASKED_BY_NAME = Text("Only asked because you named it", "指定により質問しています")
