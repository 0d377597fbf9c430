Feature: Who may carry out a city-to-city collaboration, where, for how long and for how much
  The guidebook of March 2020 describes the call of fiscal 2019. Later calls say only what their pages show, so their outcome is never eligible.

  Scenario: A company in Japan, a Japanese local government and a partner city
    Given a complete proposal for "city-to-city/programme"
    When it is checked
    Then the outcome is eligible
    And nothing is missing
    And the finding "priority-country" is met
    And the conclusion "model-project-is-expected" follows
    And the conclusion "see-the-latest-call" follows

  Scenario Outline: Each of the three is needed from the start, <criterion>
    Given a complete proposal for "city-to-city/programme"
    And the fact "<fact>" is "<value>"
    When it is checked
    Then the outcome is ineligible
    And only the finding "<criterion>" is not met

    Examples:
      | fact                            | value      | criterion                    |
      | consignee.country               | VN         | consignee-from-japan         |
      | consignee.kind                  | university | private-company-as-consignee |
      | team.japanese_local_government  | false      | japanese-local-government    |
      | team.partner_city               | false      | partner-city                 |

  Scenario: A university is one reading away
    Given a complete proposal for "city-to-city/programme"
    And the fact "consignee.kind" is "university"
    When it is checked
    Then the outcome is ineligible
    And the answer depends on the reading "c2c-02"
    And on side "b" of "c2c-02" the outcome is eligible

  Scenario: A city overseas does not submit, but may take part
    Given a complete proposal for "city-to-city/programme"
    And the fact "submitter.country" is "Viet Nam"
    And the fact "submitter.kind" is "local_government"
    When it is checked
    Then the outcome is ineligible
    And only the finding "submitted-from-japan" is not met
    And the conclusion "take-part-through-japan" follows

  Scenario: Priority is not eligibility
    Given the example "india-with-both-agreements" of "city-to-city/programme"
    When it is checked
    Then the outcome is eligible
    And the finding "priority-country" is not met
    And the conclusion "eligible-without-priority" follows
    And the answer depends on the reading "c2c-08"
    And on side "c" of "c2c-08" the outcome is ineligible

  Scenario Outline: The letter of interest and the three years are expectations, <criterion>
    Given a complete proposal for "city-to-city/programme"
    And the fact "<fact>" is "<value>"
    When it is checked
    Then the outcome is eligible
    And the finding "<criterion>" is not met

    Examples:
      | fact               | value | criterion          |
      | letter_of_interest | false | letter-of-interest |
      | planned_years      | 4     | expected-duration  |

  Scenario Outline: The greatest budget of a year, <example>
    Given the example "<example>" of "city-to-city/programme"
    And the fact "annual_budget_requested" is "<request>"
    When it is checked
    Then the outcome is <outcome>
    And the amount "maximum_annual_budget" is <ceiling> JPY
    And the finding "budget-within-ceiling" is <state>

    Examples: a call that is not complete is undetermined at best
      | example               | request  | ceiling    | state   | outcome      |
      | fy2020-southeast-asia | 20000000 | 20,000,000 | met     | undetermined |
      | fy2020-southeast-asia | 20000001 | 20,000,000 | not met | ineligible   |
      | fy2020-south-asia     | 22000000 | 22,000,000 | met     | undetermined |
      | fy2020-south-asia     | 22000001 | 22,000,000 | not met | ineligible   |
      | fy2022                | 10000000 | 10,000,000 | met     | undetermined |
      | fy2022                | 10000001 | 10,000,000 | not met | ineligible   |
      | fy2024                | 20000000 | 20,000,000 | met     | undetermined |
      | fy2024                | 20000001 | 20,000,000 | not met | ineligible   |
      | fy2024-with-survey    | 25000000 | 25,000,000 | met     | undetermined |
      | fy2024-with-survey    | 25000001 | 25,000,000 | not met | ineligible   |
      | fy2026                | 20000000 | 20,000,000 | met     | undetermined |
      | fy2026                | 20000001 | 20,000,000 | not met | ineligible   |

  Scenario Outline: The longest activity of later calls, <example> with <years> years
    Given the example "<example>" of "city-to-city/programme"
    And the fact "planned_years" is "<years>"
    When it is checked
    Then the finding "<criterion>" is <state>

    Examples:
      | example          | years | criterion               | state   |
      | fy2022           | 2.5   | duration-of-later-calls | met     |
      | fy2022           | 2.6   | duration-of-later-calls | not met |
      | fy2024           | 3     | duration-of-later-calls | met     |
      | fy2024           | 3.1   | duration-of-later-calls | not met |
      | fy2026           | 6     | length-of-phases        | met     |
      | fy2026           | 6.1   | length-of-phases        | not met |
      | fy2026-one-phase | 3     | length-of-phases        | met     |
      | fy2026-one-phase | 3.1   | length-of-phases        | not met |

  Scenario Outline: Earlier collaborations of a city are told for information, <city>
    Given a complete proposal for "city-to-city/programme"
    And the rules as of 2020-03-15
    And the fact "partner_city.name" is "<city>"
    When it is checked
    Then the outcome is eligible
    And the illustration "earlier_collaborations" is <count> item

    Examples:
      | city         | count |
      | bangkok      | 2     |
      | da_nang_city | 1     |
      | other        | 0     |
