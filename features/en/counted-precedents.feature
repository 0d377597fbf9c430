Feature: Similar projects are counted from the register of adopted projects, and an officer may overrule the count
  The rate depends on how many projects with a similar technology had been adopted in the country. The register does not have every adopted
  project, so its count is a lower bound. Which technologies are similar is not defined; the register goes by classes of its own.

  Scenario: Two solar projects in Thailand are in the register, so the rate is at most 40 %
    Given a complete proposal for "jcm/model-projects"
    And the fact "host_country" is "Thailand"
    And the fact "technology_class" is "solar_pv"
    And the fact "similar_projects_adopted" is not given
    When it is checked
    Then the outcome is eligible
    And the amount "maximum_subsidy" is between 300,000,000 and 400,000,000 JPY
    And the missing facts are "similar_projects_adopted"
    And the answer says "counted-from-register"

  Scenario: Without the class of the technology nothing is counted
    Given a complete proposal for "jcm/model-projects"
    And the fact "host_country" is "Thailand"
    And the fact "similar_projects_adopted" is not given
    When it is checked
    Then the amount "maximum_subsidy" is between 300,000,000 and 500,000,000 JPY

  Scenario: An officer finds neither of them similar, and says why
    Given a complete proposal for "jcm/model-projects"
    And the fact "host_country" is "Thailand"
    And the fact "technology_class" is "solar_pv"
    And the fact "similar_projects_adopted" is judged "0" by "A. Officer" on 2019-05-20 because "both stand on roofs of shops, this one floats"
    When it is checked
    Then the amount "maximum_subsidy" is 500,000,000 JPY and bound by "rate"
    And the answer says "counted-from-register"
    And the answer says "count-differs"
