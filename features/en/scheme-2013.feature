Feature: The JCM as the slides of February 2013 proposed it
  Everything in the slides was open to change. Nothing is said of the time from March 2020 on.

  Scenario Outline: A design efficiency of <efficiency> against a benchmark of 5.8
    Given a complete proposal for "jcm/scheme-2013/project"
    And the fact "design_efficiency" is "<efficiency>"
    When it is checked
    Then the outcome is <outcome>
    And the finding "above-benchmark" is <state>

    Examples:
      | efficiency | outcome    | state   |
      | 5.79       | ineligible | not met |
      | 5.8        | ineligible | not met |
      | 5.81       | eligible   | met     |

  Scenario Outline: The positive list and <technology>
    Given the example "inverter-air-conditioner" of "jcm/scheme-2013/project"
    And the fact "introduced_technology" is "<technology>"
    When it is checked
    Then the outcome is <outcome>

    Examples:
      | technology                   | outcome      |
      | air_conditioner_with_inverter | eligible     |
      | electric_vehicle             | eligible     |
      | pv_with_battery              | eligible     |
      | pv_without_battery           | undetermined |

  Scenario: Use under another international mechanism that ended before
    Given a complete proposal for "jcm/scheme-2013/project"
    And the fact "uses_other_international_mechanism" is "true"
    And the fact "other_mechanism_use_ended_first" is "true"
    When it is checked
    Then the outcome is ineligible
    And the conclusion "barred-by-double-use" follows
    And the answer depends on the reading "j13-prn-02-order"
    And on side "b" of "j13-prn-02-order" the outcome is eligible

  Scenario: One criterion of the methodology that is not met is enough
    Given a complete proposal for "jcm/scheme-2013/project"
    And the fact "methodology_criteria_met" is "[true, false, true]"
    When it is checked
    Then only the finding "all-criteria-met" is not met

  Scenario Outline: Credited reductions with business as usual at <bau> t
    Given a complete proposal for "jcm/scheme-2013/crediting"
    And the fact "business_as_usual_emissions" is "<bau>"
    When it is checked
    Then the outcome is <outcome>
    And the amount "credited_reductions" is 2,000 tCO2
    And the finding "net-reduction" is <state>

    Examples:
      | bau     | outcome    | state   |
      | 9000.01 | eligible   | met     |
      | 9000    | ineligible | not met |
      | 8999.99 | ineligible | not met |

  Scenario: Defaults above the real emissions do not license a higher reference
    Given the example "high-reference-with-defaults" of "jcm/scheme-2013/crediting"
    When it is checked
    Then the outcome is ineligible
    And the amount "credited_reductions" is 3,900 tCO2
    And the illustration "net_benefit" is -900 tCO2

  Scenario: A lower reference does not license defaults below the real emissions
    Given the example "low-reference-with-understated-defaults" of "jcm/scheme-2013/crediting"
    When it is checked
    Then the outcome is ineligible
    And the illustration "net_benefit" is -400 tCO2
    And the finding "project-emissions-not-understated" is not met

  Scenario: Conservative defaults in place of a lower reference
    Given the example "defaults-in-place-of-a-lower-reference" of "jcm/scheme-2013/crediting"
    When it is checked
    Then the outcome is eligible
    And the conclusion "net-reduction-is-shown" follows

  Scenario: A PDD without its spreadsheet
    Given a complete proposal for "jcm/scheme-2013/documents"
    And the fact "pdd.attached_sheets" is "[]"
    When it is checked
    Then only the finding "spreadsheet-attached" is not met
    And the figure "missing" of "spreadsheet-attached" is 3 item
