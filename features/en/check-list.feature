Feature: The check list of 2013 for building energy management systems
  All criteria must be met; everything in the example is provisional.

  Scenario Outline: Feedback once in <interval>
    Given a complete proposal for "jcm/methodologies/bems-example"
    And the fact "bems.feedback_interval" is "<interval>"
    When it is checked
    Then the finding "scheduled-feedback" is <state>

    Examples:
      | interval | state   |
      | P6M      | met     |
      | P7M      | not met |

  Scenario Outline: A building completed on <completed>, the system installed on <installed>
    Given a complete proposal for "jcm/methodologies/bems-example"
    And the fact "bems.building_completion_dates" is "[<completed>]"
    And the fact "bems.installation_date" is "<installed>"
    When it is checked
    Then the outcome is <outcome>
    And the finding "older-than-five-years" is <state>

    Examples:
      | completed  | installed  | outcome    | state   |
      | 2008-06-02 | 2013-06-02 | ineligible | not met |
      | 2008-06-01 | 2013-06-02 | eligible   | met     |
      | 2008-02-29 | 2013-02-28 | ineligible | not met |
      | 2008-02-29 | 2013-03-01 | eligible   | met     |
