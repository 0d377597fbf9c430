# language: ja
機能: 機器・照明・蓄電池・織機を1行ずつ計算する方法論
  機器は1行ごとに、それぞれの方法で計算し、必要な項目だけを尋ねます。承認された方法論が定めていて確認できていない値は、尋ねるだけで、推測しません。

  シナリオ: 冷凍機・ボイラー・照明を導入するベトナムのホテル
    前提 「jcm/methodologies/vn-am003」の完全な提案がある
    もし 判定する
    ならば 判定は適格である
    かつ 金額「reference_emissions」は179 tCO2である
    かつ 金額「calculated_project_emissions」は100 tCO2である
    かつ 金額「emission_reductions_ex_post」は79 tCO2である

  シナリオアウトライン: 1行だけの場合（<方法>から計算）
    前提 「jcm/methodologies/vn-am003」の例題「<例題>」がある
    もし 判定する
    ならば 金額「emission_reductions_ex_post」は<削減量> tCO2である

    例:
      | 例題             | 方法       | 削減量 |
      | electricity-only | 消費電力量 | 25     |
      | fuel-only        | 燃料       | 4      |
      | hours-only       | 運転時間   | 50     |

  シナリオ: 表1にない機器が1行ある
    前提 「jcm/methodologies/vn-am003」の例題「one-row-not-in-table-1」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 所見「equipment-of-table-1」は不適合である

  シナリオ: 1行について表1を確認していない
    前提 「jcm/methodologies/vn-am003」の例題「table-1-not-looked-up」がある
    もし 判定する
    ならば 判定は未確定である
    かつ 不足している事実は「building_equipment[3].in_table_1」である

  シナリオ: 営業日数によるLED照明で、承認された方法論を確認していない
    前提 「jcm/methodologies/th-am016」の例題「hours-of-a-day-not-known」がある
    もし 判定する
    ならば 不足している事実は「lighting[1].hours_a_day」である
    かつ 金額「calculated_project_emissions」は0から43.2 tCO2の間である

  シナリオ: 系統電力と自家発電の重みは示されていない
    前提 「jcm/methodologies/th-am005」の例題「grid-and-captive-power」がある
    もし 判定する
    ならば 金額「emission_reductions_ex_post」は150から240 tCO2の間である

  シナリオ: 公表された係数は推計に用い、注意を添える
    前提 「jcm/methodologies/ph-am001」の例題「estimate-with-the-published-factor」がある
    もし 判定する
    ならば 金額「emission_reductions_ex_ante」は760.5 tCO2である
    かつ 結論「look-up-the-factor」が導かれる

  シナリオ: 公表された係数は実績には用いない
    前提 「jcm/methodologies/ph-am001」の例題「monitored-with-the-published-factor」がある
    もし 判定する
    ならば 不足している事実は「electricity.factor」である

  シナリオアウトライン: 蓄電池は、算定のオプションが求める場合にモニタリングする（<例題>）
    前提 「jcm/methodologies/id-am017」の例題「<例題>」がある
    もし 判定する
    ならば 判定は<判定>である

    例:
      | 例題                                    | 判定   |
      | output-only                             | 適格   |
      | output-only-does-not-ask-of-the-battery | 適格   |
      | charge-and-discharge                    | 適格   |
      | no-charge-option-chosen                 | 未確定 |
      | no-single-discharge-option              | 不適格 |

  シナリオ: バングラデシュの織機（資料では1,518トン）
    前提 「jcm/methodologies/bd-am003」の完全な提案がある
    もし 判定する
    ならば 金額「emission_reductions_ex_ante」は1,517.55 tCO2である
    かつ 金額「looms_imported」は5,410 itemである

  シナリオ: 提案にとどまる方法論
    前提 「jcm/methodologies/ke-pm003」の例題「not-approved」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 金額「emission_reductions_ex_post」は720 tCO2である
