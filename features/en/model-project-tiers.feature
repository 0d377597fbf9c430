Feature: The subsidy rate of JCM model projects falls with the number of similar projects
  Table 8 of the fiscal 2019 call has three tiers. The number counts projects with a similar technology that had been adopted in the host
  country when the application was made.

  Scenario Outline: <count> similar projects give at most <rate>
    Given a complete proposal for "jcm/model-projects"
    And the fact "similar_projects_adopted" is "<count>"
    When it is checked
    Then the outcome is eligible
    And the amount "maximum_subsidy_rate" is <rate>
    And the amount "maximum_subsidy" is <subsidy> JPY and bound by "rate"
    And the amount "maximum_subsidy" comes from "c2c-2020#table-8"

    Examples: an eligible cost of JPY 1,000,000,000
      | count | rate | subsidy     |
      | 0     | 50%  | 500,000,000 |
      | 1     | 40%  | 400,000,000 |
      | 3     | 40%  | 400,000,000 |
      | 4     | 30%  | 300,000,000 |
      | 10    | 30%  | 300,000,000 |

  Scenario: Without the number the subsidy is a range, and the floor is met all the same
    Given a complete proposal for "jcm/model-projects"
    And the fact "similar_projects_adopted" is not given
    When it is checked
    Then the outcome is eligible
    And the amount "maximum_subsidy" is between 300,000,000 and 500,000,000 JPY
    And the finding "within-subsidy-range" is met
    And the missing facts are "similar_projects_adopted"

  Scenario Outline: Other fiscal years say only what is evidenced, <year>
    Given a complete proposal for "jcm/model-projects"
    And the rules as of <day>
    When it is checked
    Then the outcome is undetermined
    And the answer says "no-rule-in-force"
    And the amount "maximum_subsidy_rate" is at most 50%
    And no amount "maximum_subsidy" is given

    Examples:
      | year | day        |
      | 2016 | 2016-06-01 |
      | 2021 | 2021-06-01 |
      | 2023 | 2023-06-01 |

  Scenario Outline: Where nothing is evidenced nothing is carried over, <year>
    Given a complete proposal for "jcm/model-projects"
    And the rules as of <day>
    When it is checked
    Then the outcome is undetermined
    And the answer says "no-rule-in-force"
    And no amount "maximum_subsidy_rate" is given
    And no amount "maximum_subsidy" is given

    Examples:
      | year | day        |
      | 2017 | 2017-06-01 |
      | 2020 | 2020-04-01 |
      | 2024 | 2024-06-01 |

  Scenario: In fiscal 2018 the band is known but not its tiers
    Given a complete proposal for "jcm/model-projects"
    And the rules as of 2018-06-01
    When it is checked
    Then the outcome is undetermined
    And the amount "maximum_subsidy_rate" is between 30% and 50%
    And the amount "maximum_subsidy" is between 300,000,000 and 500,000,000 JPY
