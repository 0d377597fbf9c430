# language: ja
機能: 2010年の論文による都市間協力への助言
  著者による予備的な評価です。すべての項目は助言であり、不適格とすることも適格とすることもありません。

  シナリオ: 論文が重点とするのは技術協力とビジネスの促進である
    前提 「intercity-platform」の完全な提案がある
    もし 判定する
    ならば 判定は未確定である
    かつ 所見「kinds-to-focus-on」は適合である
    かつ 所見「common-field」は適合である
    かつ 結論「outlook-of-technical-cooperation」が導かれる
    かつ 結論「outlook-of-business」が導かれる
    かつ 結論「outlook-of-joint-credits」は導かれない
    かつ 結論「only-advice」が導かれる

  シナリオアウトライン: 条件を欠いても退けられない（<例題>）
    前提 「intercity-platform」の例題「<例題>」がある
    もし 判定する
    ならば 判定は未確定である
    かつ 所見「<基準>」は不適合である
    かつ 結論「<結論>」が導かれる

    例:
      | 例題                      | 基準                       | 結論                     |
      | joint-credits-without-cap | cap-before-joint-credits   | outlook-of-joint-credits |
      | offsetting-not-validated  | credits-validated          | contribute-by-eco-points |
      | without-mediator          | conditions-of-co-operation | find-a-mediator          |

  シナリオアウトライン: 本文が挙げる分野（<分野>）
    前提 「intercity-platform」の完全な提案がある
    かつ 事実「技術協力の分野」は「<分野>」である
    かつ 事実「collaboration.fields_are_common」は示されていない
    もし 判定する
    ならば 所見「common-field」は<所見>である

    例: 一覧は例示のため、挙げられていない分野は確定しない
      | 分野                               | 所見   |
      | [climate_planning]                 | 適合   |
      | [industrial_energy_efficiency]     | 適合   |
      | [household_awareness]              | 適合   |
      | [small_scale_methane_fermentation] | 不適合 |
      | [bus_rapid_transit]                | 不適合 |
      | [transport]                        | 未確定 |

  シナリオアウトライン: JICA技術協力への自治体の参加件数（<自治体>）
    前提 「intercity-platform」の完全な提案がある
    かつ 事実「日本の自治体」は「<自治体>」である
    もし 判定する
    ならば 試算「entries_with_jica」は <件数> item である
    かつ 試算「entries_with_dispatch」は <派遣> item である
    かつ 試算「entries_on_climate」は <気候> item である

    例: 表1の33件。大阪市は廃棄物に二度挙がる
      | 自治体        | 件数 | 派遣 | 気候 |
      | osaka_city    | 3    | 1    | 0    |
      | yokohama_city | 2    | 0    | 1    |
      | other         | 0    | 0    | 0    |
