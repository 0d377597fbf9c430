Feature: Programmes beside the JCM model projects
  Of these calls only a part could be read, so the best outcome is undetermined.

  Scenario Outline: The subsidy for new technologies in fiscal 2024, <representative> with JPY <expenses>
    Given a complete proposal for "jcm/new-technology-demonstration"
    And the fact "representative_is_japanese_sme" is "<small>"
    And the fact "annual_subsidised_expenses" is "<expenses>"
    When it is checked
    Then the outcome is undetermined
    And the amount "maximum_annual_subsidy" is <subsidy> JPY

    Examples: two thirds for a small or medium enterprise, one third for others up to JPY 100 million, else one half
      | representative    | small | expenses  | subsidy     |
      | small enterprise  | true  | 90000000  | 60,000,000  |
      | small enterprise  | true  | 200000000 | 133,333,333 |
      | other enterprise  | false | 100000000 | 33,333,333  |
      | other enterprise  | false | 100000001 | 50,000,000  |

  Scenario: A technology that the JCM has used in the country is not new
    Given the example "used-there" of "jcm/new-technology-demonstration"
    When it is checked
    Then the outcome is ineligible
    And only the finding "not-yet-used-there" is not met
    And the conclusion "used-there-already" follows

  Scenario Outline: The host of a synergy-type project, <country>
    Given a complete proposal for "jcm/synergy-type"
    And the fact "host_country" is "<country>"
    When it is checked
    Then the finding "host-country" is <state>

    Examples: thirty partners, and the candidates that the call names
      | country      | state   |
      | Viet Nam     | met     |
      | India        | met     |
      | Brazil       | met     |
      | Malaysia     | met     |
      | South Africa | met     |
      | Türkiye      | met     |
      | China        | not met |

  Scenario: Fluorocarbons from used equipment have a programme of their own
    Given a complete proposal for "jcm/f-gas"
    When it is checked
    Then the outcome is undetermined
    And the conclusion "home-of-fluorocarbons" follows
