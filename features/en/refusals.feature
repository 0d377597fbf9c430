Feature: What is refused before anything is judged
  A malformed request is no ineligible proposal: every fault is named at once, and nothing is evaluated.

  Scenario Outline: A malformed fact, <title>
    Given a complete proposal for "jcm/model-projects"
    And the fact "<fact>" is "<value>"
    When it is checked
    Then the request is refused with "<code>" at "<pointer>"

    Examples:
      | title                    | fact                     | value         | code                   | pointer                         |
      | an unknown name          | eligble_cost             | 1000000000    | unknown-fact           | /facts/eligble_cost             |
      | a number with commas     | eligible_cost            | 1,000,000,000 | number-with-separators | /facts/eligible_cost            |
      | a negative cost          | eligible_cost            | -1            | out-of-bounds          | /facts/eligible_cost            |
      | null                     | eligible_cost            | null          | null-not-allowed       | /facts/eligible_cost            |
      | a day that is none       | work_end                 | 2021-02-29    | date-does-not-exist           | /facts/work_end                 |
      | a country that is none   | host_country             | XX            | unknown-country        | /facts/host_country             |
      | not a whole number       | similar_projects_adopted | 1.5           | not-an-integer         | /facts/similar_projects_adopted |

  Scenario: Every fault is reported at once
    Given a complete proposal for "jcm/model-projects"
    And the fact "eligible_cost" is "-1"
    And the fact "host_country" is "XX"
    When it is checked
    Then 2 faults are reported

  Scenario: A rule set that does not exist
    Given a complete proposal for "jcm/model-projects"
    When it is checked against "jcm/fond"
    Then the request is refused with "unknown-ruleset"

  Scenario: Nothing given is no fault
    Given a complete proposal for "jcm/model-projects"
    And no facts are given
    When it is checked
    Then the outcome is undetermined
    And the missing facts include "host_country"

  Scenario Outline: Each hard clause refuses alone, <criterion>
    Given a complete proposal for "jcm/model-projects"
    And the fact "<fact>" is "<value>"
    When it is checked
    Then the outcome is ineligible
    And only the finding "<criterion>" is not met

    Examples:
      | fact                                         | value    | criterion                        |
      | reduces_energy_related_co2                   | false    | energy-related-co2               |
      | leading_technology                           | false    | leading-technology               |
      | jcm_credits_intended                         | false    | jcm-credits                      |
      | contributes_to_sustainable_development       | false    | sustainable-development          |
      | complies_with_environmental_law              | false    | environmental-law                |
      | follows_international_environmental_practice | false    | international-practice           |
      | reductions_quantifiable_and_verifiable       | false    | quantifiable-and-verifiable      |
      | equipment_has_other_japanese_subsidy         | true     | no-other-japanese-subsidy        |
      | applicant.country                            | VN       | applicant-from-japan             |
      | applicant.kind                               | local_government | japanese-corporation     |
      | applicant.is_representative                  | false    | representative-participant       |
      | consortium.member_countries                  | [VN, TH] | japanese-member                  |
      | consortium.member_countries                  | [JP]     | foreign-member                   |
      | work_start                                   | 2019-07-31 | work-starts-after-grant-decision |
      | work_end                                     | 2022-02-01 | work-ends-in-time                |
