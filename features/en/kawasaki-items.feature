Feature: The six items of the Kawasaki Mechanism
  The review looks at three basic elements and three methods. All six must be there.

  Scenario: All six items are there
    Given a complete proposal for "kawasaki-mechanism"
    When it is checked
    Then the outcome is eligible
    And every finding is met
    And the conclusion "use-in-plan-and-report" follows
    And the conclusion "use-for-progress" follows
    And the conclusion "use-with-low-co2-brand" follows
    And the conclusion "use-of-logo" follows

  Scenario Outline: One item is not there, <criterion>
    Given a complete proposal for "kawasaki-mechanism"
    And the fact "<fact>" is "<value>"
    When it is checked
    Then the outcome is ineligible
    And only the finding "<criterion>" is not met
    And the conclusion "use-of-logo" does not follow

    Examples:
      | fact                         | value | criterion                |
      | contribution_types           | []    | types-of-contribution    |
      | full_life_cycle_considered   | false | life-cycle               |
      | net_reduction_method_set     | false | net-reduction-method     |
      | contribution_rate_method_set | false | contribution-rate-method |
      | sales_data_method_set        | false | units-sold-method        |

  Scenario: Three tests or one judgement
    Given a complete proposal for "kawasaki-mechanism"
    And the fact "innovative" is "false"
    When it is checked
    Then the outcome is ineligible
    And the answer depends on the reading "kaw-07"
    And on side "b" of "kaw-07" the outcome is undetermined

  Scenario: A service waits for a judgement
    Given a complete proposal for "kawasaki-mechanism"
    And the fact "object_type" is "service"
    When it is checked
    Then the outcome is undetermined
    And the missing facts are "counts_as_product_or_technology"

  Scenario: The product of the factors is an illustration, never an amount
    Given a complete proposal for "kawasaki-mechanism"
    When it is checked
    Then the illustration "avoided_emissions" is 12 tCO2
    And no amount "avoided_emissions" is given

  Scenario Outline: The scheme has its time, <day>
    Given a complete proposal for "kawasaki-mechanism"
    And the rules as of <day>
    When it is checked
    Then the outcome is <outcome>

    Examples:
      | day        | outcome      |
      | 2013-03-31 | undetermined |
      | 2013-04-01 | eligible     |
      | 2024-12-31 | eligible     |
      | 2025-01-01 | undetermined |

  Scenario Outline: The call of fiscal 2016 has a window, applied on <applied> and registered on <registered>
    Given a complete proposal for "kawasaki-mechanism"
    And the fact "certification_application_date" is "<applied>"
    And the fact "certification_prior_registration_date" is "<registered>"
    When it is checked
    Then the outcome is <outcome>

    Examples:
      | applied    | registered | outcome    |
      | 2016-05-31 | 2016-05-31 | ineligible |
      | 2016-06-01 | 2016-06-01 | eligible   |
      | 2016-08-31 | 2016-08-12 | eligible   |
      | 2016-08-31 | 2016-08-13 | ineligible |
      | 2016-09-01 | 2016-08-12 | ineligible |
      | 2016-08-31 | null       | ineligible |

  Scenario: By 2025 there is another brand, and nothing is determined
    Given the example "service-under-cn-brand" of "kawasaki-mechanism"
    When it is checked
    Then the outcome is undetermined
    And the finding "object-of-cn-brand" is met
    And the conclusion "ask-about-cn-brand" follows
