Feature: What the Japan Fund for the JCM gives at most
  Sovereign projects have a grant, non-sovereign projects an interest subsidy, each 10 percent of the total cost and at most USD 10 million.

  Scenario Outline: The grant of a sovereign project of USD <cost>
    Given a complete proposal for "jcm/fund"
    And the fact "total_project_cost" is "<cost>"
    When it is checked
    Then the outcome is eligible
    And the amount "maximum_grant" is <grant> USD and bound by "<bound>"
    And the answer depends on no reading
    And no amount "maximum_interest_subsidy" is given

    Examples:
      | cost      | grant      | bound   |
      | 200000000 | 10,000,000 | ceiling |
      | 100000000 | 10,000,000 | rate    |
      | 80000000  | 8,000,000  | rate    |
      | 50000000  | 5,000,000  | rate    |

  Scenario Outline: Below USD 50 million both readings are shown, USD <cost>
    Given a complete proposal for "jcm/fund"
    And the fact "total_project_cost" is "<cost>"
    When it is checked
    Then the amount "maximum_grant" is <side a> USD
    And the answer depends on the reading "jf-08"
    And on side "a" of "jf-08" the amount "maximum_grant" is <side a> USD
    And on side "b" of "jf-08" the amount "maximum_grant" is 5,000,000 USD

    Examples:
      | cost        | side a       |
      | 49999999.99 | 4,999,999.99 |
      | 49990000    | 4,999,000    |
      | 30000000    | 3,000,000    |

  Scenario: The reading may be chosen
    Given a complete proposal for "jcm/fund"
    And the fact "total_project_cost" is "30000000"
    And the reading "jf-08" is "b"
    When it is checked
    Then the amount "maximum_grant" is 5,000,000 USD and bound by "small-project-ceiling"

  Scenario Outline: The interest subsidy of a non-sovereign project of USD <cost>
    Given the example "private-project" of "jcm/fund"
    And the fact "total_project_cost" is "<cost>"
    When it is checked
    Then the outcome is eligible
    And the amount "maximum_interest_subsidy" is <subsidy> USD
    And no amount "maximum_grant" is given
    And the answer depends on no reading

    Examples:
      | cost      | subsidy    |
      | 30000000  | 3,000,000  |
      | 120000000 | 10,000,000 |
