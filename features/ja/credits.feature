# language: ja
機能: クレジットの配分と口座、補助を受けた設備
  発行されたクレジットの2分の1以上は日本国政府に配分されます。決まった比率はありません。

  シナリオアウトライン: 実際の発行例（<例題>）
    前提 「jcm/credits/allocation」の例題「<例題>」がある
    もし 判定する
    ならば 所見「half-to-japan」は適合である
    かつ 金額「least_for_japan」は<最低量> tCO2である

    例:
      | 例題           | 最低量 |
      | complete       | 4,474  |
      | indonesia      | 20     |
      | thailand       | 150    |
      | bangladesh-144 | 72     |
      | bangladesh-355 | 178    |

  シナリオ: 日本の企業に配分された分は半分に数えない
    前提 「jcm/credits/allocation」の例題「company-counts-on-the-other-side」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 解釈「j20-16-japan」の「b」では判定は適格である

  シナリオ: 個人による口座の保有は定められていない
    前提 「jcm/credits/registry-account」の例題「natural-person」がある
    もし 判定する
    ならば 判定は未確定である
    かつ 不足している事実は「account.holder_admitted」である

  シナリオアウトライン: 2015年6月10日完了、耐用年数4年の設備を<売却日>に売却
    前提 「jcm/credits/after-subsidy」の例題「sold-on-the-last-day」がある
    かつ 事実「equipment.events」は「[{kind: sold, happened_on: <売却日>}]」である
    もし 判定する
    ならば 判定は<判定>である

    例:
      | 売却日     | 判定   |
      | 2019-06-09 | 未確定 |
      | 2019-06-10 | 適格   |

  シナリオ: 補助金の返還の要否は個別に判断される
    前提 「jcm/credits/after-subsidy」の例題「stopped」がある
    もし 判定する
    ならば 判定は未確定である
    かつ 結論「repayment-is-reviewed」が導かれる
