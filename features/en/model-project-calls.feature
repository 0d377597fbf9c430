Feature: The calls of JCM model projects in other years
  Only what pages show is said, so the best outcome is undetermined. An application outside the days of its call is refused.

  Scenario Outline: An application in fiscal <year> on <application>
    Given a complete proposal for "jcm/model-projects"
    And the rules as of <day>
    And the fact "application_day" is "<application>"
    When it is checked
    Then the outcome is <outcome>
    And the finding "applied-in-the-call" is <state>

    Examples:
      | year | day        | application | state   | outcome      |
      | 2016 | 2016-06-01 | 2016-05-16  | met     | undetermined |
      | 2016 | 2016-06-01 | 2016-05-17  | not met | ineligible   |
      | 2016 | 2016-10-01 | 2016-12-02  | met     | undetermined |
      | 2016 | 2016-10-01 | 2016-12-03  | not met | ineligible   |
      | 2018 | 2018-06-01 | 2018-05-14  | met     | undetermined |
      | 2018 | 2018-06-01 | 2018-05-15  | not met | ineligible   |
      | 2021 | 2021-06-01 | 2021-10-29  | met     | undetermined |
      | 2021 | 2021-06-01 | 2021-10-30  | not met | ineligible   |
      | 2022 | 2022-06-01 | 2022-11-30  | met     | undetermined |
      | 2022 | 2022-06-01 | 2022-12-01  | not met | ineligible   |
      | 2023 | 2023-06-01 | 2023-11-30  | met     | undetermined |
      | 2023 | 2023-06-01 | 2023-12-01  | not met | ineligible   |
      | 2025 | 2025-06-01 | 2025-09-30  | met     | undetermined |
      | 2025 | 2025-06-01 | 2025-10-01  | not met | ineligible   |

  Scenario: Fiscal 2016 gave one half where there was no precedent, and the tiers of 2019 are not carried back
    Given the example "fiscal-2016-no-precedent" of "jcm/model-projects"
    When it is checked
    Then the amount "maximum_subsidy_rate" is 50%
    And no amount "maximum_subsidy" is given

  Scenario: With a precedent only the greatest rate of fiscal 2016 is known
    Given the example "fiscal-2016-one-precedent" of "jcm/model-projects"
    When it is checked
    Then the amount "maximum_subsidy_rate" is at most 50%

  Scenario: A country without priority is not refused by that
    Given the example "priority-2023-malaysia" of "jcm/model-projects"
    When it is checked
    Then the outcome is undetermined
    And the finding "priority-country" is not met
