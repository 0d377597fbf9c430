# language: ja
機能: 川崎メカニズムの六つの審査項目
  三つの基本要素と三つの算定方法を確認します。六つすべてが必要です。

  シナリオ: 六つの項目がそろっている
    前提 「kawasaki-mechanism」の完全な提案がある
    もし 判定する
    ならば 判定は適格である
    かつ すべての所見は適合または対象外である
    かつ 結論「use-in-plan-and-report」が導かれる
    かつ 結論「use-of-logo」が導かれる

  シナリオアウトライン: 一つの項目が欠けている（<基準>）
    前提 「kawasaki-mechanism」の完全な提案がある
    かつ 事実「<事実>」は「<値>」である
    もし 判定する
    ならば 判定は不適格である
    かつ 不適合の所見は「<基準>」だけである
    かつ 結論「use-of-logo」は導かれない

    例:
      | 事実                         | 値    | 基準                     |
      | 域外貢献活動の類型           | []    | types-of-contribution    |
      | ライフサイクル全体での評価   | false | life-cycle               |
      | 正味削減量の算定方法         | false | net-reduction-method     |
      | 貢献度の設定方法             | false | contribution-rate-method |
      | 販売量の把握方法             | false | units-sold-method        |

  シナリオ: サービスは判断を待つ
    前提 「kawasaki-mechanism」の完全な提案がある
    かつ 事実「審査の対象」は「service」である
    もし 判定する
    ならば 判定は未確定である
    かつ 不足している事実は「製品・技術とみなせるか」である

  シナリオ: 三つの要素の積は試算であり、認証された額ではない
    前提 「kawasaki-mechanism」の完全な提案がある
    もし 判定する
    ならば 試算「avoided_emissions」は 12 tCO2 である
    かつ 金額「avoided_emissions」は示されない
