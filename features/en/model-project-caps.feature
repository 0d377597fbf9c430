Feature: The subsidy of a model project has a floor and a ceiling
  In principle a project has JPY 50 million or more and JPY 2 billion or less.

  Scenario: The ceiling lowers the subsidy
    Given a complete proposal for "jcm/model-projects"
    And the fact "eligible_cost" is "5000000000"
    And the fact "similar_projects_adopted" is "0"
    When it is checked
    Then the outcome is eligible
    And the amount "maximum_subsidy" is 2,000,000,000 JPY and bound by "ceiling"
    And the amount "maximum_subsidy" comes from "c2c-2020#subsidy-amount"

  Scenario Outline: The floor, <title>
    Given a complete proposal for "jcm/model-projects"
    And the fact "eligible_cost" is "<cost>"
    And the fact "similar_projects_adopted" is "0"
    When it is checked
    Then the outcome is <outcome>
    And the amount "maximum_subsidy" is <subsidy> JPY
    And the finding "within-subsidy-range" is <state>

    Examples:
      | title        | cost      | subsidy    | outcome      | state   |
      | just reached | 100000000 | 50,000,000 | eligible     | met     |
      | one yen less | 99999998  | 49,999,999 | undetermined | not met |

  Scenario Outline: Below the floor an exemption decides, <granted>
    Given the example "one-yen-below-the-floor" of "jcm/model-projects"
    And the exemption from "within-subsidy-range" is "<granted>"
    When it is checked
    Then the outcome is <outcome>

    Examples:
      | granted | outcome    |
      | true    | eligible   |
      | false   | ineligible |

  Scenario Outline: The request, <title>
    Given a complete proposal for "jcm/model-projects"
    And the fact "subsidy_requested" is "<requested>"
    When it is checked
    Then the outcome is <outcome>
    And the figure "headroom" of "request-within-cap" is <headroom> JPY

    Examples:
      | title                 | requested | outcome    | headroom    |
      | at the cap            | 400000000 | eligible   | 0           |
      | one yen over          | 400000001 | ineligible | -1          |
      | fifty million over    | 450000000 | ineligible | -50,000,000 |

  Scenario: Without a request nobody asks for one
    Given a complete proposal for "jcm/model-projects"
    When it is checked
    Then the finding "request-within-cap" is not applicable
    And nothing is missing
