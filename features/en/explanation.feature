Feature: Why an answer is what it is
  Every answer tells what a clause asks, what was given, by which passage, how an amount came about, and until when it holds.
  The text, the Markdown and the page tell the same.

  Scenario: The buses of Semarang stay below the least subsidy
    Given the proposal "semarang-buses"
    And the rule set "jcm/model-projects"
    And the rules as of 2019-06-01
    When it is explained in English
    Then the first reason is "Not below the least subsidy"
    And the explanation says "In principle the subsidy for a project is JPY 50 million or more"
    And the amount "maximum_subsidy" came about by "Cost eligible for the subsidy (JPY 90,000,000) × Greatest subsidy rate (50%) = JPY 45,000,000"
    And the amount "maximum_subsidy" came about by "Greatest subsidy for a project (JPY 2,000,000,000)"
    And the amount "maximum_subsidy" came about by "the least of these: JPY 45,000,000"
    And the explanation says "[1] 2.2(2)e, Table 8; 2.2(2)d"
    And the explanation says "outcome and amounts stay the same until 31 March 2020"

  Scenario: What stands behind the facts of the pumps of Da Nang
    Given the proposal "da-nang-pumps"
    And the rule set "jcm/model-projects"
    And the rules as of 2019-06-01
    And the fact "leading_technology" is judged "true" by "Programme office" on 2019-07-01 because "seen in operation"
    When it is explained in English
    Then the explanation says "JPY 100,000,000"
    And the explanation says "All 17 requirements that apply are met"
    And the explanation says "Programme office"
    And the explanation says "1 July 2019"
    And the explanation says "seen in operation"
    And the explanation says "a round figure for the check; no cost is in the document"
    And the explanation says "jcm/model-projects, version"

  Scenario: A sentence that can be read in two ways
    Given the proposal "addu-micro-grid"
    And the rule set "jcm/fund"
    And the rules as of 2019-12-01
    When it is explained in English
    Then the explanation says "USD 4,000,000"
    And the explanation says "USD 5,000,000"
    And the amount "maximum_grant" came about by "Total project cost (USD 40,000,000) × Share of the total project cost (10%) = USD 4,000,000"

  Scenario: Every step, on request only
    Given the proposal "semarang-buses"
    And the rule set "jcm/model-projects"
    And the rules as of 2019-06-01
    When it is explained in English with every step
    Then in the finding "within-subsidy-range" the part "maximum_subsidy >= subsidy_floor" is "no"
    And in the finding "within-subsidy-range" the part "subsidy_floor" is "JPY 50,000,000"
    And the explanation says "maximum_subsidy → JPY 45,000,000"

  Scenario: Without being asked no step is told
    Given the proposal "semarang-buses"
    And the rule set "jcm/model-projects"
    And the rules as of 2019-06-01
    When it is explained in English
    Then the explanation does not say "maximum_subsidy → JPY 45,000,000"
