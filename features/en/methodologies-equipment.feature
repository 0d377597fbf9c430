Feature: Methodologies row by row: equipment, lighting, batteries and looms
  Each row of equipment is computed in its own way and asks for what it needs. What the approved text fixes and could not be read is asked for, never supposed.

  Scenario: A hotel in Viet Nam with a chiller, a boiler and lighting
    Given a complete proposal for "jcm/methodologies/vn-am003"
    When it is checked
    Then the outcome is eligible
    And the amount "reference_emissions" is 179 tCO2
    And the amount "calculated_project_emissions" is 100 tCO2
    And the amount "emission_reductions_ex_post" is 79 tCO2

  Scenario Outline: One row alone, computed from <how>
    Given the example "<case>" of "jcm/methodologies/vn-am003"
    When it is checked
    Then the amount "emission_reductions_ex_post" is <reduction> tCO2

    Examples:
      | case             | how                | reduction |
      | electricity-only | electricity        | 25        |
      | fuel-only        | fuel               | 4         |
      | hours-only       | hours of operation | 50        |

  Scenario: A row that is not in table 1
    Given the example "one-row-not-in-table-1" of "jcm/methodologies/vn-am003"
    When it is checked
    Then the outcome is ineligible
    And the finding "equipment-of-table-1" is not met

  Scenario: Table 1 has not been looked up for one row
    Given the example "table-1-not-looked-up" of "jcm/methodologies/vn-am003"
    When it is checked
    Then the outcome is undetermined
    And the missing facts are "building_equipment[3].in_table_1"

  Scenario: LED lighting by opening days, when the approved text has not been looked up
    Given the example "hours-of-a-day-not-known" of "jcm/methodologies/th-am016"
    When it is checked
    Then the missing facts are "lighting[1].hours_a_day"
    And the amount "calculated_project_emissions" is between 0 and 43.2 tCO2

  Scenario: How grid and captive power are weighed is not told
    Given the example "grid-and-captive-power" of "jcm/methodologies/th-am005"
    When it is checked
    Then the amount "emission_reductions_ex_post" is between 150 and 240 tCO2

  Scenario: A published factor serves an estimate, with a word of caution
    Given the example "estimate-with-the-published-factor" of "jcm/methodologies/ph-am001"
    When it is checked
    Then the amount "emission_reductions_ex_ante" is 760.5 tCO2
    And the conclusion "look-up-the-factor" follows

  Scenario: A published factor does not serve monitored figures
    Given the example "monitored-with-the-published-factor" of "jcm/methodologies/ph-am001"
    When it is checked
    Then the missing facts are "electricity.factor"

  Scenario Outline: A battery is monitored where the option of the calculation asks for it, <case>
    Given the example "<case>" of "jcm/methodologies/id-am017"
    When it is checked
    Then the outcome is <outcome>

    Examples:
      | case                                    | outcome      |
      | output-only                             | eligible     |
      | output-only-does-not-ask-of-the-battery | eligible     |
      | charge-and-discharge                    | eligible     |
      | no-charge-option-chosen                 | undetermined |
      | no-single-discharge-option              | ineligible   |

  Scenario: The looms of Bangladesh, whose page prints 1,518 t
    Given a complete proposal for "jcm/methodologies/bd-am003"
    When it is checked
    Then the amount "emission_reductions_ex_ante" is 1,517.55 tCO2
    And the amount "looms_imported" is 5,410 item

  Scenario: A methodology that is proposed only
    Given the example "not-approved" of "jcm/methodologies/ke-pm003"
    When it is checked
    Then the outcome is ineligible
    And the amount "emission_reductions_ex_post" is 720 tCO2
