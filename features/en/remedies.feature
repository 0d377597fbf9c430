Feature: What would change a refusal
  Only facts that the applicant can change are changed, as little as possible, and each change was checked.

  Scenario: Works that end too late by a month
    Given a complete proposal for "jcm/model-projects"
    And the fact "work_end" is "2022-03-01"
    When it is asked what would make it eligible
    Then the smallest change is that of "work_end" to "2022-01-31"
    And the change of "work_end" is because of "work-ends-in-time"
    And with each remedy the outcome is eligible

  Scenario: A request above the rate can be lowered, or the cost be higher
    Given a complete proposal for "jcm/model-projects"
    And the fact "subsidy_requested" is "500000000"
    When it is asked what would make it eligible
    Then the smallest change is that of "subsidy_requested" to "400000000"
    And it is enough to change "eligible_cost" to "1250000000"
    And the change of "eligible_cost" is because of "request-within-cap"
    And with each remedy the outcome is eligible

  Scenario: A project that is too small
    Given a complete proposal for "jcm/model-projects"
    And the fact "eligible_cost" is "100000000"
    When it is asked what would make it eligible
    Then the smallest change is that of "eligible_cost" to "125000000"
    And the change of "eligible_cost" is because of "within-subsidy-range"

  Scenario: Two things at once
    Given a complete proposal for "jcm/model-projects"
    And the fact "work_start" is "2019-08-01"
    And the fact "equipment_has_other_japanese_subsidy" is "true"
    When it is asked what would make it eligible
    Then "work_start", "equipment_has_other_japanese_subsidy" must be changed together
    And with each remedy the outcome is eligible

  Scenario: A judgement is not the applicant's to change
    Given a complete proposal for "jcm/model-projects"
    And the fact "leading_technology" is "false"
    And the fact "work_end" is "2022-03-01"
    When it is asked what would make it eligible
    Then nothing that can be changed helps, because of "leading-technology"

  Scenario: The tier of the rate rests on what others did
    Given a complete proposal for "jcm/model-projects"
    When it is asked what would lift the amount "maximum_subsidy_rate"
    Then nothing that can be changed helps
