# language: ja
機能: 2013年2月の資料が提案したJCM
  資料の内容はすべて変わり得るものでした。2020年3月以降については判定しません。

  シナリオアウトライン: ベンチマーク5.8に対する設計効率（<効率>）
    前提 「jcm/scheme-2013/project」の完全な提案がある
    かつ 事実「設計効率」は「<効率>」である
    もし 判定する
    ならば 判定は<判定>である
    かつ 所見「above-benchmark」は<所見>である

    例:
      | 効率 | 判定   | 所見   |
      | 5.79 | 不適格 | 不適合 |
      | 5.8  | 不適格 | 不適合 |
      | 5.81 | 適格   | 適合   |

  シナリオ: 蓄電池のない太陽光発電は、例示された組み合わせには当たらない
    前提 「jcm/scheme-2013/project」の例題「solar-power-alone-list-unknown」がある
    もし 判定する
    ならば 判定は未確定である
    かつ 不足している事実は「technology_on_methodology_list」である

  シナリオ: 登録前に終了した他の国際的なメカニズムの利用
    前提 「jcm/scheme-2013/project」の例題「cdm-use-ended」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 判定は解釈「j13-prn-02-order」によって変わる
    かつ 解釈「j13-prn-02-order」の「b」では判定は適格である

  シナリオアウトライン: BaU排出量が<BaU>トンの場合
    前提 「jcm/scheme-2013/crediting」の完全な提案がある
    かつ 事実「BaU排出量」は「<BaU>」である
    もし 判定する
    ならば 判定は<判定>である
    かつ 金額「credited_reductions」は2,000 tCO2である

    例:
      | BaU     | 判定   |
      | 9000.01 | 適格   |
      | 9000    | 不適格 |
      | 8999.99 | 不適格 |

  シナリオ: デフォルト値が高めでも、BaUを超えるリファレンスは認められない
    前提 「jcm/scheme-2013/crediting」の例題「high-reference-with-defaults」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 試算「net_benefit」は -900 tCO2 である

  シナリオ: リファレンスが低くても、実際を下回るデフォルト値は認められない
    前提 「jcm/scheme-2013/crediting」の例題「low-reference-with-understated-defaults」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 試算「net_benefit」は -400 tCO2 である

  シナリオ: スプレッドシートが添付されていないPDD
    前提 「jcm/scheme-2013/documents」の完全な提案がある
    かつ 事実「pdd.attached_sheets」は「[]」である
    もし 判定する
    ならば 不適合の所見は「spreadsheet-attached」だけである
