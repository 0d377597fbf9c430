# language: ja
機能: 都市間連携調査後の出口
  答えは一覧です。まだ判定できないものは「可能性がある」とし、利用できないものは利用できないと示します。

  シナリオ: 二つの事業を利用できる民間案件
    前提 「city-to-city/exits」の完全な提案がある
    もし 判定する
    ならば 判定は適格である
    かつ 「jcm/model-projects」について、判定は適格である
    かつ 「jcm/fund」について、判定は適格である
    かつ 「jcm/technology-innovation」について、判定は不適格である
    かつ 結論「model-projects-open」が導かれる
    かつ 結論「fund-interest-subsidy-open」が導かれる
    かつ 結論「technology-innovation-closed」が導かれる

  シナリオ: 実証はイノベーション事業の対象であり、基金の対象ではない
    前提 「city-to-city/exits」の例題「demonstration」がある
    もし 判定する
    ならば 結論「technology-innovation-open」が導かれる
    かつ 結論「fund-closed」が導かれる
    かつ 結論「demonstration-shuts-the-fund」が導かれる
    かつ 結論「one-japanese-subsidy-for-the-same-equipment」が導かれる

  シナリオ: フロンの行き先
    前提 「city-to-city/exits」の例題「fluorocarbons」がある
    もし 判定する
    ならば 結論「other-gases-closed」が導かれる
    かつ 結論「home-for-fluorocarbons」が導かれる

  シナリオ: メタンだけの民間案件は、他の機関の資金を検討する
    前提 「city-to-city/exits」の例題「private-methane」がある
    もし 判定する
    ならば 「jcm/fund」について、判定は不適格である
    かつ 結論「look-at-other-funds」が導かれる

  シナリオ: 事実がなければ、どの出口も閉じない
    前提 「city-to-city/exits」の例題「no-facts」がある
    もし 判定する
    ならば 結論「model-projects-may-be-open」が導かれる
    かつ 結論「technology-innovation-may-be-open」が導かれる
    かつ 結論「fund-may-be-open」が導かれる
    かつ 結論「lists-may-be-open」が導かれる
    かつ 結論「model-projects-closed」は導かれない

  シナリオアウトライン: 表10の資金を利用する者（<者>）
    前提 「city-to-city/exits」の完全な提案がある
    かつ 事実「資金を利用する者」は「<者>」である
    もし 判定する
    ならば 結論「<結論>」が導かれる

    例:
      | 者                            | 結論          |
      | local_government_alone        | list-b-closed |
      | local_government_with_company | list-b-open   |
      | company_alone                 | lists-closed  |
