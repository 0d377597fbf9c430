# language: ja
機能: 太陽光発電と冷凍機の方法論：事前の推計、実績、未定のもの
  事前の推計には、系統について公表された排出係数を使えます。実績の算定には承認された方法論の係数が必要で、これは質問として尋ねます。

  シナリオ: モンゴルの10メガワット（2013年度の調査による推計）
    前提 「jcm/methodologies/mn-am003」の例題「estimate-mongolia-2013」がある
    もし 判定する
    ならば 判定は適格である
    かつ 金額「emission_reductions_ex_ante」は16,500 tCO2である
    かつ 結論「look-up-the-factor」が導かれる

  シナリオ: ダルハンの発電所（補機の扱いによる違い）
    前提 「jcm/methodologies/mn-am003」の例題「darkhan」がある
    もし 判定する
    ならば 判定は解釈「mn-am003-auxiliaries」によって変わる
    かつ 解釈「mn-am003-auxiliaries」の「b」では金額「emission_reductions_ex_ante」は14,746.0005409 tCO2である
    かつ 解釈「mn-am003-auxiliaries」の「a」では金額「emission_reductions_ex_ante」は15,034.0000281 tCO2である

  シナリオ: 実績に公表係数は用いない
    前提 「jcm/methodologies/bd-am002」の例題「factor-missing」がある
    もし 判定する
    ならば 不足している事実は「electricity.factor」である
    かつ 金額「emission_reductions_ex_post」は0 tCO2以上である

  シナリオアウトライン: 排出係数のない電源区分は算定しない（<方法論>）
    前提 「jcm/methodologies/<方法論>」の例題「<例題>」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 所見「supply-case」は不適合である
    かつ 金額「reference_emissions」は示されない

    例:
      | 方法論   | 例題                             |
      | mn-am003 | not-in-the-text-gas-generator    |
      | th-am001 | not-in-the-text-diesel-generator |
      | kh-am002 | not-in-the-text-gas-generator    |
      | bd-am002 | not-in-the-text-captive          |

  シナリオ: インドネシアのターボ冷凍機2台
    前提 「jcm/methodologies/id-am002」の完全な提案がある
    もし 判定する
    ならば 金額「reference_emissions」は320 tCO2である
    かつ 金額「calculated_project_emissions」は240 tCO2である
    かつ 金額「emission_reductions_ex_post」は80 tCO2である

  シナリオ: 系統と自家発電の併用
    前提 「jcm/methodologies/id-am002」の例題「captive-power」がある
    もし 判定する
    ならば 金額「emission_reductions_ex_post」は50 tCO2から80 tCO2の間である

  シナリオ: 冷凍機の消費電力量は請求書ではなく計測による
    前提 「jcm/methodologies/id-am002」の例題「option-b」がある
    もし 判定する
    ならば 所見「electricity-measured」は不適合である

  シナリオアウトライン: 2013年度の方法論案は、要件を満たす一例だけが分かっている（<例題>）
    前提 「jcm/methodologies/id-am002-draft」の例題「<例題>」がある
    もし 判定する
    ならば 判定は<判定>である
    かつ 所見「efficient」は暫定と示される

    例:
      | 例題             | 判定   |
      | complete         | 適格   |
      | cop-just-below   | 未確定 |
      | no-recovery-plan | 不適格 |
