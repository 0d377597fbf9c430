Feature: Which public funds of Table 10 are candidates
  Ten funds are for local governments, twenty-one for local governments with companies. The table is an excerpt.

  Scenario Outline: Who would use it, <who>: fund no. <fund>
    Given a complete proposal for "support-schemes"
    And the fact "scheme_applicant" is "<who>"
    When it is checked
    Then the outcome is <outcome>
    And the conclusion "no-<fund>" <follows>
    And the conclusion "look-further" follows

    Examples:
      | who                           | outcome    | fund | follows         |
      | local_government_alone        | eligible   | 1    | follows         |
      | local_government_alone        | eligible   | 10   | follows         |
      | local_government_alone        | eligible   | 11   | does not follow |
      | local_government_with_company | eligible   | 10   | follows         |
      | local_government_with_company | eligible   | 11   | follows         |
      | local_government_with_company | eligible   | 31   | follows         |
      | company_alone                 | ineligible | 1    | does not follow |
      | company_alone                 | ineligible | 31   | does not follow |

  Scenario: A name that speaks of a sector closes the fund to other sectors, and says so
    Given a complete proposal for "support-schemes"
    And the fact "project_sectors" is "[sewage]"
    When it is checked
    Then the conclusion "no-4" follows
    And the conclusion "no-19" does not follow
    And the conclusion "not-no-19" follows

  Scenario: A sector that is not known closes nothing
    Given a complete proposal for "support-schemes"
    And the fact "project_sectors" is not given
    When it is checked
    Then the conclusion "no-4" follows
    And the conclusion "no-19" follows
    And the conclusion "not-no-19" does not follow

  Scenario: Who would use it is not known
    Given the example "applicant-unknown" of "support-schemes"
    When it is checked
    Then the outcome is undetermined
    And the conclusion "lists-may-be-open" follows

  Scenario Outline: How many funds are candidates, <who> in <sectors>
    Given a complete proposal for "support-schemes"
    And the fact "scheme_applicant" is "<who>"
    And the fact "project_sectors" is "<sectors>"
    When it is checked
    Then the figure "candidates" of "local-government-takes-part" is <count> item

    Examples:
      | who                           | sectors                                                           | count |
      | local_government_with_company | [sewage, water_environment, waste_and_recycling, energy_efficiency] | 31    |
      | local_government_with_company | [waste_and_recycling]                                             | 28    |
      | local_government_with_company | [other]                                                           | 27    |
      | local_government_alone        | [sewage]                                                          | 10    |
      | local_government_alone        | [other]                                                           | 9     |
      | company_alone                 | [sewage]                                                          | 0     |
