Feature: What follows from a determination
  Duties follow when a proposal is eligible; routes and exclusions rest on findings.

  Scenario Outline: The duties of Table 7, <duty>
    Given a complete proposal for "jcm/model-projects"
    When it is checked
    Then the conclusion "<duty>" follows

    Examples:
      | duty                          |
      | cooperate-on-methodology      |
      | support-third-party-entity    |
      | reduce-and-monitor            |
      | report-every-year             |
      | register-with-joint-committee |
      | give-half-of-the-credits      |
      | manage-equipment              |
      | report-change-of-members      |

  Scenario: Another subsidy closes the programme, and the fund stays open as far as that clause goes
    Given a complete proposal for "jcm/model-projects"
    And the fact "equipment_has_other_japanese_subsidy" is "true"
    When it is checked
    Then the outcome is ineligible
    And the conclusion "closed-by-other-subsidy" follows
    And the conclusion "fund-stays-open" rests on the finding "no-other-japanese-subsidy"
    And the conclusion "fund-is-open" does not follow
    And the conclusion "report-every-year" does not follow

  Scenario: Checked together with the fund, the open route is named
    Given the example "other-subsidy-and-the-fund-is-open" of "jcm/model-projects"
    When it is checked against "jcm/fund"
    Then for "jcm/model-projects" the outcome is ineligible
    And for "jcm/fund" the outcome is eligible
    And the conclusion "fund-is-open" follows
    And the conclusion "interest-subsidy-is-open" follows

  Scenario: The fund is closed for a reason of its own
    Given the example "other-subsidy-and-the-fund-is-closed" of "jcm/model-projects"
    When it is checked against "jcm/fund"
    Then for "jcm/fund" the outcome is ineligible
    And the conclusion "closed-by-other-subsidy" follows
    And the conclusion "fund-stays-open" does not follow
