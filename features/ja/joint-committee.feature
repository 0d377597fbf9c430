# language: ja
機能: 合同委員会と第三者機関
  2013年2月の提案によります。委員10名と20日は括弧書きの数値でした。

  シナリオアウトライン: 電子的な方法による決定（<例題>）
    前提 「jcm/governance/electronic-decision」の例題「<例題>」がある
    もし 判定する
    ならば 判定は<判定>である

    例:
      | 例題                      | 判定   |
      | complete                  | 適格   |
      | last-day-still-open       | 不適格 |
      | all-affirm-on-day-three   | 適格   |
      | co-chair-silent           | 不適格 |
      | objection-on-the-last-day | 不適格 |
      | objection-a-day-late      | 適格   |

  シナリオ: 期間を過ぎた反対は採択に影響しない
    前提 「jcm/governance/electronic-decision」の例題「objection-a-day-late」がある
    もし 判定する
    ならば 結論「late-objection」が導かれる
    かつ 結論「co-chairs-weigh-the-opinions」は導かれない

  シナリオ: 期間後に賛成した共同議長
    前提 「jcm/governance/electronic-decision」の例題「co-chair-late」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 判定は解釈「j13-jc-07-co-chairs」によって変わる
    かつ 解釈「j13-jc-07-co-chairs」の「b」では判定は適格である

  シナリオ: 実施国側の委員が11名いる合同委員会
    前提 「jcm/governance/joint-committee」の例題「eleven-of-the-host」がある
    もし 判定する
    ならば 所見「at-most-ten-of-the-host」は不適合である
    かつ 判定は解釈「j13-jc-01」によって変わる

  シナリオ: 認証だけでは第三者機関になれない
    前提 「jcm/governance/third-party-entity」の例題「not-designated」がある
    もし 判定する
    ならば 不適合の所見は「designated」だけである
