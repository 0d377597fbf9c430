Feature: The technology innovation programme
  Technology that is proven in Japan is renovated for a developing country and demonstrated. All of Table 9 must be met.

  Scenario: All requirements are met
    Given a complete proposal for "jcm/technology-innovation"
    When it is checked
    Then the outcome is eligible
    And every finding is met
    And the conclusion "coordinate-collaborators" follows
    And the conclusion "no-amount-is-printed" follows
    And no amount "maximum_subsidy" is given

  Scenario Outline: One requirement is not met, <criterion>
    Given a complete proposal for "jcm/technology-innovation"
    And the fact "<fact>" is "<value>"
    When it is checked
    Then the outcome is ineligible
    And only the finding "<criterion>" is not met

    Examples:
      | fact                                         | value | criterion                    |
      | technology_is_demonstration                  | false | renovation-and-demonstration |
      | complies_with_law_of_the_place               | false | law-of-the-place             |
      | technology_category                          | other | energy-related-co2           |
      | technology_proven_in_japan                   | false | proven-in-japan              |
      | technology_at_research_stage                 | true  | proven-in-japan              |
      | technology_adopted_there_in_similar_projects | true  | not-adopted-there-before     |
      | components_must_be_changed                   | false | need-to-renovate             |
      | technology_expected_to_return                | false | return-to-partner-country    |
      | supports_sustainable_market                  | false | local-people-and-market      |

  Scenario Outline: In principle three years, a plan of <years>
    Given a complete proposal for "jcm/technology-innovation"
    And the fact "project_plan_years" is "<years>"
    When it is checked
    Then the outcome is <outcome>

    Examples:
      | years | outcome      |
      | 2.5   | eligible     |
      | 3     | eligible     |
      | 3.01  | undetermined |

  Scenario: A longer plan waits for an exemption
    Given a complete proposal for "jcm/technology-innovation"
    And the fact "project_plan_years" is "4"
    When it is checked
    Then the missing facts are "exemption.plan-within-three-years"

  Scenario: A reason to test outside Japan that is not among the examples is judged
    Given the example "abroad-other" of "jcm/technology-innovation"
    When it is checked
    Then the outcome is undetermined
    And the missing facts include "other_reason_for_demonstration_abroad_accepted"

  Scenario: Which countries are developing the JCM
    Given the example "country-being-set-up" of "jcm/technology-innovation"
    When it is checked
    Then the outcome is ineligible
    And the answer depends on the reading "lti-04"
    And on side "b" of "lti-04" the outcome is eligible

  Scenario Outline: Other fiscal years say only what is evidenced, <day>
    Given the example "<example>" of "jcm/technology-innovation"
    When it is checked
    Then the outcome is <outcome>
    And the finding "<criterion>" is <state>

    Examples:
      | day         | example            | outcome      | criterion             | state   |
      | fiscal 2014 | elsewhere-2014     | ineligible   | country-of-2014       | not met |
      | fiscal 2016 | in-time-2016       | undetermined | finished-in-time-2016 | met     |
      | fiscal 2016 | late-2016          | ineligible   | finished-in-time-2016 | not met |
      | fiscal 2021 | international-2021 | undetermined | consortium-of-2021    | met     |
