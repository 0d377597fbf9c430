Feature: Sharing credits, holding them, and the equipment behind them
  At least half of the issued credits go to the Government of Japan. There is no fixed ratio.

  Scenario Outline: Real issuances, <case>
    Given the example "<case>" of "jcm/credits/allocation"
    When it is checked
    Then the finding "half-to-japan" is met
    And the amount "least_for_japan" is <least> tCO2

    Examples:
      | case           | least |
      | complete       | 4,474 |
      | indonesia      | 20    |
      | thailand       | 150   |
      | bangladesh-144 | 72    |
      | bangladesh-355 | 178   |

  Scenario Outline: Darkhan, 8,947 t, with <japan> t for the Government of Japan
    Given a complete proposal for "jcm/credits/allocation"
    And the fact "credits.to_government_of_japan" is "<japan>"
    And the fact "credits.to_others_in_japan" is "0"
    And the fact "credits.to_government_of_host" is "<host>"
    When it is checked
    Then the outcome is <outcome>

    Examples:
      | japan | host | outcome    |
      | 4473  | 4474 | ineligible |
      | 4474  | 4473 | eligible   |

  Scenario: A company's credits do not count towards the half
    Given the example "company-counts-on-the-other-side" of "jcm/credits/allocation"
    When it is checked
    Then the outcome is ineligible
    And the figure "above_half" of "half-to-japan" is -10 tCO2
    And on side "b" of "j20-16-japan" the outcome is eligible

  Scenario: A natural person is not mentioned
    Given the example "natural-person" of "jcm/credits/registry-account"
    When it is checked
    Then the outcome is undetermined
    And the missing facts are "account.holder_admitted"

  Scenario Outline: Equipment sold on <day>; four durable years from 10 June 2015
    Given the example "sold-on-the-last-day" of "jcm/credits/after-subsidy"
    And the fact "equipment.events" is "[{kind: sold, happened_on: <day>}]"
    When it is checked
    Then the outcome is <outcome>

    Examples:
      | day        | outcome      |
      | 2019-06-09 | undetermined |
      | 2019-06-10 | eligible     |

  Scenario: Whether the subsidy is paid back is for the programme to judge
    Given the example "stopped" of "jcm/credits/after-subsidy"
    When it is checked
    Then the outcome is undetermined
    And the conclusion "repayment-is-reviewed" follows
