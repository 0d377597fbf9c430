# language: ja
機能: 低炭素技術イノベーション事業
  日本で実証済みの技術を途上国向けに改良し、実証します。表9の要件をすべて満たす必要があります。

  シナリオ: すべての要件を満たす
    前提 「jcm/technology-innovation」の完全な提案がある
    もし 判定する
    ならば 判定は適格である
    かつ すべての所見は適合または該当なしである
    かつ 結論「coordinate-collaborators」が導かれる
    かつ 結論「no-amount-is-printed」が導かれる
    かつ 金額「maximum_subsidy」は示されない

  シナリオアウトライン: 一つの要件を満たさない（<基準>）
    前提 「jcm/technology-innovation」の完全な提案がある
    かつ 事実「<事実>」は「<値>」である
    もし 判定する
    ならば 判定は不適格である
    かつ 不適合の所見は「<基準>」だけである

    例:
      | 事実                     | 値    | 基準                      |
      | 実施場所の法令の遵守     | false | law-of-the-place          |
      | 日本での実証済み         | false | proven-in-japan           |
      | 研究段階                 | true  | proven-in-japan           |
      | 相手国の類似事業での採用 | true  | not-adopted-there-before  |
      | 構成の変更の必要性       | false | need-to-renovate          |
      | 相手国への還元           | false | return-to-partner-country |

  シナリオアウトライン: 計画は原則3年以内（<年数>年）
    前提 「jcm/technology-innovation」の完全な提案がある
    かつ 事実「事業計画の期間」は「<年数>」である
    もし 判定する
    ならば 判定は<判定>である

    例:
      | 年数 | 判定   |
      | 2.5  | 適格   |
      | 3    | 適格   |
      | 3.01 | 未確定 |

  シナリオ: 例示以外の理由による国外での実証は判断を待つ
    前提 「jcm/technology-innovation」の例題「abroad-other」がある
    もし 判定する
    ならば 判定は未確定である
    かつ 不足している事実に「その他の理由の可否」が含まれる

  シナリオ: 「JCMを構築している国」の解釈
    前提 「jcm/technology-innovation」の例題「country-being-set-up」がある
    もし 判定する
    ならば 判定は不適格である
    かつ 判定は解釈「lti-04」によって変わる
    かつ 解釈「lti-04」の「b」では判定は適格である
