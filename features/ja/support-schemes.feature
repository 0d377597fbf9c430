# language: ja
機能: 表10の公的資金のうち候補となるもの
  10の資金は自治体向け、21の資金は自治体と民間企業の連携向けです。表は抜粋です。

  シナリオアウトライン: 自治体が単独で利用する（<番号>番）
    前提 「support-schemes」の例題「local-government-alone」がある
    もし 判定する
    ならば 判定は適格である
    かつ 結論「no-<番号>」<導出>

    例:
      | 番号 | 導出       |
      | 1    | が導かれる |
      | 10   | が導かれる |
      | 11   | は導かれない |

  シナリオ: 民間企業だけでは、どちらの一覧にも当てはまらない
    前提 「support-schemes」の例題「company-alone」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 結論「neither-list」が導かれる
    かつ 結論「look-further」が導かれる

  シナリオ: 分野が分からなくても候補から外れない
    前提 「support-schemes」の完全な提案がある
    かつ 事実「事業の分野」は示されていない
    もし 判定する
    ならば 結論「no-4」が導かれる
    かつ 結論「not-no-19」は導かれない

  シナリオアウトライン: 候補となる資金の数（<者>、<分野>）
    前提 「support-schemes」の完全な提案がある
    かつ 事実「資金を利用する者」は「<者>」である
    かつ 事実「事業の分野」は「<分野>」である
    もし 判定する
    ならば 所見「local-government-takes-part」の数値「candidates」は <数> item である

    例:
      | 者                            | 分野                  | 数 |
      | local_government_with_company | [waste_and_recycling] | 28 |
      | local_government_alone        | [sewage]              | 10 |
      | company_alone                 | [other]               | 0  |
