Feature: Partial answers
  What was not said is not known, and never counts as no. An amount that cannot be settled yet is a range, and what holds for every way in
  which the missing facts may turn out is said already.

  Scenario: The number of similar projects is not known, so the subsidy lies between JPY 300 M and 500 M
    Given a complete proposal for "jcm/model-projects"
    And the fact "similar_projects_adopted" is not given
    When it is checked
    Then the amount "maximum_subsidy" is between 300,000,000 and 500,000,000 JPY
    And the amount "maximum_subsidy_rate" is between 30% and 50%
    And the missing facts are "similar_projects_adopted"
    And the outcome is eligible

  Scenario: A request below the range is within the cap whatever the number is
    Given a complete proposal for "jcm/model-projects"
    And the fact "similar_projects_adopted" is not given
    And the fact "subsidy_requested" is "300000000"
    When it is checked
    Then the finding "request-within-cap" is met
    And the outcome is eligible

  Scenario: A request inside the range waits for the number
    Given a complete proposal for "jcm/model-projects"
    And the fact "similar_projects_adopted" is not given
    And the fact "subsidy_requested" is "400000000"
    When it is checked
    Then the outcome is undetermined
    And the finding "request-within-cap" waits for "similar_projects_adopted"

  Scenario: A request above the range is too much whatever the number is
    Given a complete proposal for "jcm/model-projects"
    And the fact "similar_projects_adopted" is not given
    And the fact "subsidy_requested" is "500000001"
    When it is checked
    Then the outcome is ineligible
    And only the finding "request-within-cap" is not met

  Scenario: Without the cost only the ceiling is known
    Given a complete proposal for "jcm/model-projects"
    And the fact "eligible_cost" is not given
    When it is checked
    Then the outcome is undetermined
    And the amount "maximum_subsidy" is between 0 and 2,000,000,000 JPY
    And the finding "within-subsidy-range" waits for "eligible_cost"

  Scenario: What stops the proposal stops it, however much is missing
    Given the rule set "jcm/model-projects"
    And no facts are given
    And the fact "host_country" is "JP"
    And the rules as of 2019-06-01
    When it is checked
    Then the outcome is ineligible
    And only the finding "host-country" is not met
    And the decisive facts are "host_country"

  Scenario: With nothing said nothing is decided
    Given the rule set "jcm/model-projects"
    And no facts are given
    And the rules as of 2019-06-01
    When it is checked
    Then the outcome is undetermined
    And the missing facts include "host_country", "eligible_cost", "leading_technology"
