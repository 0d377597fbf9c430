Feature: Methodologies for solar power and chillers: estimates, results, and what stays open
  An estimate may use a published factor of the grid. Monitored reductions need the factor of the approved text, which is asked for.

  Scenario: Ten megawatts in Mongolia, as a study of 2013 estimated them
    Given the example "estimate-mongolia-2013" of "jcm/methodologies/mn-am003"
    When it is checked
    Then the outcome is eligible
    And the amount "emission_reductions_ex_ante" is 16,500 tCO2
    And the conclusion "look-up-the-factor" follows

  Scenario: The Darkhan plant, with and without its auxiliaries
    Given the example "darkhan" of "jcm/methodologies/mn-am003"
    When it is checked
    Then the answer depends on the reading "mn-am003-auxiliaries"
    And on side "b" of "mn-am003-auxiliaries" the amount "emission_reductions_ex_ante" is 14,746.0005409 tCO2
    And on side "a" of "mn-am003-auxiliaries" the amount "emission_reductions_ex_ante" is 15,034.0000281 tCO2

  Scenario: A published factor does not serve monitored output
    Given the example "factor-missing" of "jcm/methodologies/bd-am002"
    When it is checked
    Then the missing facts are "electricity.factor"
    And the amount "emission_reductions_ex_post" is at least 0 tCO2

  Scenario Outline: What the text has no factor for is not computed, <ruleset>
    Given the example "<case>" of "jcm/methodologies/<ruleset>"
    When it is checked
    Then the outcome is ineligible
    And the finding "supply-case" is not met
    And no amount "reference_emissions" is given

    Examples:
      | ruleset  | case                             |
      | mn-am003 | not-in-the-text-gas-generator    |
      | th-am001 | not-in-the-text-diesel-generator |
      | kh-am002 | not-in-the-text-gas-generator    |
      | bd-am002 | not-in-the-text-captive          |

  Scenario: Two chillers in Indonesia
    Given a complete proposal for "jcm/methodologies/id-am002"
    When it is checked
    Then the amount "reference_emissions" is 320 tCO2
    And the amount "calculated_project_emissions" is 240 tCO2
    And the amount "emission_reductions_ex_post" is 80 tCO2

  Scenario: Captive power beside the grid
    Given the example "captive-power" of "jcm/methodologies/id-am002"
    When it is checked
    Then the amount "emission_reductions_ex_post" is between 50 and 80 tCO2

  Scenario: The electricity of a chiller is measured, not taken from invoices
    Given the example "option-b" of "jcm/methodologies/id-am002"
    When it is checked
    Then the finding "electricity-measured" is not met

  Scenario Outline: The draft of 2013 is known by one chiller that meets it, <case>
    Given the example "<case>" of "jcm/methodologies/id-am002-draft"
    When it is checked
    Then the outcome is <outcome>
    And the finding "efficient" is marked provisional

    Examples:
      | case             | outcome      |
      | complete         | eligible     |
      | cop-just-below   | undetermined |
      | no-recovery-plan | ineligible   |
