Feature: Saitama's emissions trading scheme
  Which workplaces are covered, how much they are to cut in a plan period, and which credits they may use.

  Scenario Outline: Energy use of <first>, <second> and <third> kL in three fiscal years
    Given a complete proposal for "saitama-tsetp/coverage"
    And the fact "workplace.energy_use" is "[{fiscal_year: 2020, crude_oil_equivalent: <first>}, {fiscal_year: 2021, crude_oil_equivalent: <second>}, {fiscal_year: 2022, crude_oil_equivalent: <third>}]"
    When it is checked
    Then the outcome is <outcome>

    Examples: 1,500 kL or more in each of the three years, not on average
      | first  | second | third  | outcome    |
      | 1500   | 1500   | 1500   | eligible   |
      | 1500   | 1499.9 | 1600   | ineligible |
      | 1499.9 | 1500   | 1500   | ineligible |
      | 1500   | 1500   | 1499.9 | ineligible |

  Scenario: Three known years settle it although others are missing
    Given the example "a-missing-year-beside-three-known-ones" of "saitama-tsetp/coverage"
    When it is checked
    Then the outcome is eligible
    And nothing is missing
    And the conclusion "endeavour-to-reach-the-target" follows

  Scenario: A year without a row is not known, and not zero
    Given the example "missing-row" of "saitama-tsetp/coverage"
    When it is checked
    Then the outcome is undetermined
    And the missing facts are "workplace.energy_use_in_other_years"

  Scenario: Which three years count is a reading
    Given the example "covered-years-lie-back" of "saitama-tsetp/coverage"
    When it is checked
    Then the outcome is eligible
    And the answer depends on the reading "sai-01"
    And on side "b" of "sai-01" the outcome is ineligible

  Scenario Outline: The target of a workplace with base emissions of 10,000 t, <category> on <day>
    Given a complete proposal for "saitama-tsetp/target"
    And the fact "workplace.category" is "<category>"
    And the rules as of <day>
    When it is checked
    Then the amount "target_rate" is <rate>
    And the amount "reduction_target" is <cut> tCO2
    And the amount "emissions_ceiling" is <ceiling> tCO2

    Examples: four years in the first plan period, five in the others
      | category  | day        | rate | cut    | ceiling |
      | offices   | 2015-03-31 | 8%   | 3,200  | 36,800  |
      | factories | 2015-03-31 | 6%   | 2,400  | 37,600  |
      | offices   | 2015-04-01 | 15%  | 7,500  | 42,500  |
      | factories | 2020-03-31 | 13%  | 6,500  | 43,500  |
      | offices   | 2020-04-01 | 22%  | 11,000 | 39,000  |
      | factories | 2025-03-31 | 20%  | 10,000 | 40,000  |
      | offices   | 2025-04-01 | 50%  | 25,000 | 25,000  |
      | factories | 2030-03-31 | 48%  | 24,000 | 26,000  |

  Scenario: A top-level site has half the rate in the second plan period
    Given the example "top-level-second-period" of "saitama-tsetp/target"
    When it is checked
    Then the amount "target_rate" is 6.5%
    And the amount "reduction_target" is 3,250 tCO2

  Scenario: The rate of a semi-top-level site was not found
    Given the example "semi-top-level" of "saitama-tsetp/target"
    When it is checked
    Then the outcome is undetermined
    And the answer says "parameter-not-evidenced"

  Scenario: One tonne above the target may be covered by trading
    Given the example "one-tonne-above" of "saitama-tsetp/target"
    When it is checked
    Then the outcome is ineligible
    And the amount "shortfall" is 1 tCO2
    And the conclusion "cover-the-shortfall-by-trading" follows

  Scenario: A good year makes up for a bad one, unless each year counts by itself
    Given the example "a-good-year-makes-up" of "saitama-tsetp/target"
    When it is checked
    Then the outcome is eligible
    And on side "b" of "sai-04" the outcome is ineligible
    And on side "b" of "sai-04" the amount "shortfall" is 1,000 tCO2

  Scenario Outline: A trade for the plan period of <day>, complete on <completed>
    Given a complete proposal for "saitama-tsetp/credits"
    And the fact "trade.completed_on" is "<completed>"
    And the rules as of <day>
    When it is checked
    Then the outcome is <outcome>

    Examples: the adjustment periods end on 30 September; that of the fourth plan period was not found
      | day        | completed  | outcome      |
      | 2015-03-31 | 2016-09-30 | eligible     |
      | 2015-03-31 | 2016-10-01 | ineligible   |
      | 2020-03-31 | 2021-09-30 | eligible     |
      | 2020-03-31 | 2021-10-01 | ineligible   |
      | 2025-03-31 | 2026-09-30 | eligible     |
      | 2025-03-31 | 2026-10-01 | ineligible   |
      | 2025-04-01 | 2031-09-30 | undetermined |

  Scenario Outline: An excess reduction of a site with base emissions of <base> t is to be used in Tokyo
    Given the example "saitama-into-tokyo" of "saitama-tsetp/credits"
    And the fact "trade.seller_base_emissions" is "<base>"
    When it is checked
    Then the outcome is <outcome>

    Examples: at most 150,000 t
      | base       | outcome    |
      | 150000     | eligible   |
      | 150000.001 | ineligible |

  Scenario: A large seller in Tokyo depends on a reading
    Given the example "tokyo-into-saitama-large" of "saitama-tsetp/credits"
    When it is checked
    Then the outcome is ineligible
    And the answer depends on the reading "link-reciprocal"
    And on side "b" of "link-reciprocal" the outcome is eligible
