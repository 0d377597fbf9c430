Feature: Judgements, exemptions and provisional requirements
  Some requirements cannot be computed. What an applicant says of them decides the pre-check and is marked as declared; an officer settles
  them with name, day and reason. From a requirement that holds in principle the programme may exempt.

  Scenario: Without the judgement the proposal stays open
    Given a complete proposal for "jcm/model-projects"
    And the fact "leading_technology" is not given
    When it is checked
    Then the outcome is undetermined
    And the finding "leading-technology" waits for "leading_technology"
    And the missing facts are "leading_technology"

  Scenario: The applicant's own word decides the pre-check and is marked
    Given a complete proposal for "jcm/model-projects"
    When it is checked
    Then the outcome is eligible
    And the judgement "leading_technology" is listed as declared

  Scenario Outline: An officer settles it: <judged>
    Given a complete proposal for "jcm/model-projects"
    And the fact "leading_technology" is judged "<judged>" by "Programme office" on 2019-07-01 because "<reason>"
    When it is checked
    Then the outcome is <outcome>
    And the judgement "leading_technology" is not listed as declared

    Examples:
      | judged | reason                                  | outcome    |
      | true   | seen in operation                       | eligible   |
      | false  | the same pumps are sold in that country | ineligible |

  Scenario: Below the floor a proposal waits for the judgement on an exemption
    Given the example "one-yen-below-the-floor" of "jcm/model-projects"
    When it is checked
    Then the outcome is undetermined
    And the finding "within-subsidy-range" is not met
    And the missing facts include "exemption.within-subsidy-range"

  Scenario Outline: The programme decides on the exemption: <judged>
    Given the example "one-yen-below-the-floor" of "jcm/model-projects"
    And the exemption from "within-subsidy-range" is judged "<judged>" by "Programme office" on 2019-07-01 because "<reason>"
    When it is checked
    Then the outcome is <outcome>
    And the amount "maximum_subsidy" is 49,999,999 JPY

    Examples:
      | judged | reason                    | outcome    |
      | true   | a project on small islands | eligible   |
      | false  | no special circumstances  | ineligible |

  Scenario: An exemption that was given shows in the finding
    Given the example "one-yen-below-the-floor" of "jcm/model-projects"
    And the exemption from "within-subsidy-range" is judged "true" by "Programme office" on 2019-07-01 because "a project on small islands"
    When it is checked
    Then the finding "within-subsidy-range" was exempted
    And the finding "within-subsidy-range" is met
    And the fact "eligible_cost" is not decisive

  Scenario: From a hard requirement there is no exemption
    Given a complete proposal for "jcm/model-projects"
    And the exemption from "leading-technology" is "true"
    When it is checked
    Then the request is refused with "unknown-exemption"

  Scenario: A requirement that its source calls an example is marked provisional
    Given a complete proposal for "jcm/methodologies/bems-example"
    When it is checked
    Then the outcome is eligible
    And the finding "scheduled-feedback" is marked provisional

  Scenario: An advisory remark changes nothing
    Given a complete proposal for "jcm/fund"
    And the fact "specific_project_identified" is "false"
    When it is checked
    Then the finding "project-identified" is not met
    And the outcome is eligible
    And the fact "specific_project_identified" is not decisive
