# language: ja
機能: 判定の前に受け付けない依頼と、一つの要件で不適格となる提案
  形式に誤りのある依頼は「不適格」ではありません。すべての誤りをまとめて示し、判定は行いません。

  シナリオアウトライン: 形式の誤り（<説明>）
    前提 「JCM設備補助事業」の完全な提案がある
    かつ 事実「<事実>」は「<値>」である
    もし 判定する
    ならば 依頼は「<場所>」の「<符号>」により受け付けられない

    例:
      | 説明             | 事実         | 値            | 符号                   | 場所                 |
      | 存在しない名前   | eligble_cost | 1000000000    | unknown-fact           | /facts/eligble_cost  |
      | 桁区切りのある数 | 補助対象経費 | 1,000,000,000 | number-with-separators | /facts/eligible_cost |
      | 負の費用         | 補助対象経費 | -1            | out-of-bounds          | /facts/eligible_cost |
      | 存在しない国     | 実施国       | XX            | unknown-country        | /facts/host_country  |

  シナリオ: すべての誤りをまとめて示す
    前提 「JCM設備補助事業」の完全な提案がある
    かつ 事実「補助対象経費」は「-1」である
    かつ 事実「実施国」は「XX」である
    もし 判定する
    ならば 誤りが 2 件報告される

  シナリオ: 何も示されていなくても誤りではない
    前提 「JCM設備補助事業」の完全な提案がある
    かつ 事実が何も示されていない
    もし 判定する
    ならば 判定は未確定である
    かつ 不足している事実に「実施国」が含まれる

  シナリオアウトライン: 一つの要件を満たさなければ不適格となる（<事実>）
    前提 「JCM設備補助事業」の完全な提案がある
    かつ 事実「<事実>」は「<値>」である
    もし 判定する
    ならば 判定は不適格である
    かつ 不適合の所見は「<基準>」だけである

    例:
      | 事実                             | 値         | 基準                             |
      | エネルギー起源CO2の削減          | いいえ     | energy-related-co2               |
      | 先導的な技術                     | いいえ     | leading-technology               |
      | JCMクレジットの取得              | いいえ     | jcm-credits                      |
      | 環境法令の遵守                   | いいえ     | environmental-law                |
      | 同一設備に対する国内の他の補助金 | はい       | no-other-japanese-subsidy        |
      | 申請者の国                       | ベトナム   | applicant-from-japan             |
      | 代表事業者                       | いいえ     | representative-participant       |
      | コンソーシアム構成員の国         | [JP]       | foreign-member                   |
      | 事業の開始日                     | 2019-07-31 | work-starts-after-grant-decision |
      | 事業の完了日                     | 2022-02-01 | work-ends-in-time                |
