Feature: The ways on after a city-to-city study
  The answer is a list. What is not determined yet may be open; what is closed is said to be closed.

  Scenario: A private project that two programmes take
    Given a complete proposal for "city-to-city/exits"
    When it is checked
    Then the outcome is eligible
    And for "jcm/model-projects" the outcome is eligible
    And for "jcm/fund" the outcome is eligible
    And for "jcm/technology-innovation" the outcome is ineligible
    And the conclusion "model-projects-open" follows
    And the conclusion "fund-interest-subsidy-open" follows
    And the conclusion "technology-innovation-closed" follows
    And the conclusion "fund-closed" does not follow

  Scenario: A demonstration goes to technology innovation and not to the fund
    Given the example "demonstration" of "city-to-city/exits"
    When it is checked
    Then the conclusion "technology-innovation-open" follows
    And the conclusion "fund-closed" follows
    And the conclusion "demonstration-shuts-the-fund" follows
    And the conclusion "one-japanese-subsidy-for-the-same-equipment" follows

  Scenario: At the research stage neither takes it
    Given the example "research-stage" of "city-to-city/exits"
    When it is checked
    Then the conclusion "research-shuts-both" follows
    And the conclusion "technology-innovation-open" does not follow

  Scenario: The home of fluorocarbons
    Given the example "fluorocarbons" of "city-to-city/exits"
    When it is checked
    Then the conclusion "other-gases-closed" follows
    And the conclusion "home-for-fluorocarbons" follows
    And the conclusion "look-at-other-funds" does not follow

  Scenario: Methane alone in a private project has no programme, so other funds come next
    Given the example "private-methane" of "city-to-city/exits"
    When it is checked
    Then for "jcm/fund" the outcome is ineligible
    And the conclusion "look-at-other-funds" follows
    And the conclusion "other-gases-with-the-fund" does not follow

  Scenario: Methane alone in a sovereign project stays open to the fund
    Given the example "sovereign-methane" of "city-to-city/exits"
    When it is checked
    Then the conclusion "fund-grant-open" follows
    And the conclusion "other-gases-with-the-fund" rests on the finding "reduces-greenhouse-gases"

  Scenario: What is not determined is never closed
    Given the example "no-facts" of "city-to-city/exits"
    When it is checked
    Then the conclusion "model-projects-may-be-open" follows
    And the conclusion "technology-innovation-may-be-open" follows
    And the conclusion "fund-may-be-open" follows
    And the conclusion "waste-programme-may-be-possible" follows
    And the conclusion "fluorocarbon-project-may-be-possible" follows
    And the conclusion "lists-may-be-open" follows
    And the conclusion "model-projects-closed" does not follow

  Scenario Outline: Who would use a fund of Table 10, <who>
    Given a complete proposal for "city-to-city/exits"
    And the fact "scheme_applicant" is "<who>"
    When it is checked
    Then the conclusion "<first>" follows
    And the conclusion "<second>" follows

    Examples:
      | who                           | first        | second        |
      | local_government_alone        | list-a-open  | list-b-closed |
      | local_government_with_company | list-a-open  | list-b-open   |
      | company_alone                 | lists-closed | fund-without-other-mechanism |
