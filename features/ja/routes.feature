# language: ja
機能: 判定から導かれること
  適格であれば責務が生じます。利用できる道と利用できない道は、所見に基づいて示します。

  シナリオ: 表7の責務が生じる
    前提 「jcm/model-projects」の完全な提案がある
    もし 判定する
    ならば 判定は適格である
    かつ 結論「report-every-year」が導かれる
    かつ 結論「give-half-of-the-credits」が導かれる

  シナリオ: 同一設備が他の補助金を受けている
    前提 「jcm/model-projects」の完全な提案がある
    かつ 事実「同一設備に対する国内の他の補助金」は「true」である
    もし 判定する
    ならば 判定は不適格である
    かつ 結論「closed-by-other-subsidy」が導かれる
    かつ 結論「fund-stays-open」は所見「no-other-japanese-subsidy」に基づく
    かつ 結論「report-every-year」は導かれない

  シナリオ: 基金もあわせて判定する
    前提 「jcm/model-projects」の例題「other-subsidy-and-the-fund-is-open」がある
    もし 「jcm/fund」で判定する
    ならば 「jcm/model-projects」について、判定は不適格である
    かつ 「jcm/fund」について、判定は適格である
    かつ 結論「fund-is-open」が導かれる
