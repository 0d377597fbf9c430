Feature: What a paper of 2010 advises on collaboration between cities
  An author's preliminary assessment: every clause is advice, so nothing refuses and nothing makes eligible.

  Scenario: Technical co-operation and business are what the paper puts first
    Given a complete proposal for "intercity-platform"
    When it is checked
    Then the outcome is undetermined
    And the finding "kinds-to-focus-on" is met
    And the finding "common-field" is met
    And the conclusion "outlook-of-technical-cooperation" follows
    And the conclusion "outlook-of-business" follows
    And the conclusion "outlook-of-joint-credits" does not follow
    And the conclusion "only-advice" follows

  Scenario Outline: A condition is not there, and still nothing is refused, <example>
    Given the example "<example>" of "intercity-platform"
    When it is checked
    Then the outcome is undetermined
    And the finding "<criterion>" is not met
    And the conclusion "<conclusion>" follows

    Examples:
      | example                   | criterion                 | conclusion               |
      | joint-credits-without-cap | cap-before-joint-credits  | outlook-of-joint-credits |
      | offsetting-not-validated  | credits-validated         | contribute-by-eco-points |
      | without-mediator          | conditions-of-co-operation | find-a-mediator         |

  Scenario Outline: Fields that the text names, <field>
    Given a complete proposal for "intercity-platform"
    And the fact "collaboration.fields" is "<field>"
    And the fact "collaboration.fields_are_common" is not given
    When it is checked
    Then the finding "common-field" is <state>

    Examples: the list is open, so what it does not name is not settled
      | field                              | state        |
      | [climate_planning]                 | met          |
      | [industrial_energy_efficiency]     | met          |
      | [household_awareness]              | met          |
      | [small_scale_methane_fermentation] | not met      |
      | [bus_rapid_transit]                | not met      |
      | [transport]                        | undetermined |

  Scenario Outline: The record of a local government with JICA, <city>
    Given a complete proposal for "intercity-platform"
    And the fact "japanese_city.name" is "<city>"
    When it is checked
    Then the illustration "entries_with_jica" is <all> item
    And the illustration "entries_with_dispatch" is <sent> item
    And the illustration "entries_on_climate" is <climate> item

    Examples: 33 entries of Table 1; Osaka stands twice under waste
      | city          | all | sent | climate |
      | osaka_city    | 3   | 1    | 0       |
      | yokohama_city | 2   | 0    | 1       |
      | other         | 0   | 0    | 0       |
