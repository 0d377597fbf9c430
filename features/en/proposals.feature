Feature: Real proposals
  Facts from the guidebook are cited, all others assumed. Each proposal is checked as if proposed under covered rules, and once on its own date.

  Scenario Outline: <proposal> as if proposed in fiscal 2019
    Given the proposal "<proposal>"
    And the rule set "jcm/model-projects"
    And the rules as of 2019-06-01
    When it is checked
    Then the outcome is <outcome>
    And the amount "maximum_subsidy" is <subsidy> JPY and bound by "rate"
    And the fact "eligible_cost" is listed as assumed
    And the judgement "leading_technology" is listed as declared

    Examples:
      | proposal             | outcome      | subsidy     |
      | da-nang-pumps        | eligible     | 100,000,000 |
      | aeon-mall-phnom-penh | eligible     | 160,000,000 |
      | semarang-buses       | undetermined | 45,000,000  |

  Scenario: The pumps on their own date
    Given the proposal "da-nang-pumps"
    And the rule set "jcm/model-projects"
    And the rules as of 2016-06-01
    When it is checked
    Then the outcome is undetermined
    And the answer says "no-rule-in-force"
    And the amount "maximum_subsidy_rate" is 50%
    And no amount "maximum_subsidy" is given

  Scenario: The mall on its own date
    Given the proposal "aeon-mall-phnom-penh"
    And the rule set "jcm/model-projects"
    And the rules as of 2017-06-01
    When it is checked
    Then the outcome is undetermined
    And the answer says "no-rule-in-force"
    And no amount "maximum_subsidy_rate" is given

  Scenario: The buses on their own date
    Given the proposal "semarang-buses"
    And the rule set "jcm/model-projects"
    And the rules as of 2018-06-01
    When it is checked
    Then the outcome is undetermined
    And the answer says "no-rule-in-force"
    And the amount "maximum_subsidy" is between 27,000,000 and 45,000,000 JPY

  Scenario: The micro-grid under the fund as of November 2019
    Given the proposal "addu-micro-grid"
    And the rule set "jcm/fund"
    And the rules as of 2019-12-01
    When it is checked
    Then the outcome is eligible
    And the amount "maximum_grant" is 4,000,000 USD and bound by "rate"
    And on side "b" of "jf-08" the amount "maximum_grant" is 5,000,000 USD
    And the fact "total_project_cost" is listed as assumed

  Scenario: The micro-grid on its own date
    Given the proposal "addu-micro-grid"
    And the rule set "jcm/fund"
    And the rules as of 2015-06-01
    When it is checked
    Then the outcome is undetermined
    And the answer says "no-rule-in-force"
    And the finding "host-country-listed" is met
    And no amount "maximum_grant" is given
