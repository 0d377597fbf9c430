Feature: What the outcome rests on, and what shows it
  A pre-check counts every fact as it was given and says which of them decided, what shows these, and which documents to bring. An officer
  may ask that only facts count that are shown by a document.

  Scenario: A proposal that is only declared is pre-checked all the same
    Given a complete proposal for "jcm/model-projects"
    When it is checked
    Then the outcome is eligible
    And 17 facts are decisive
    And 0 of the decisive facts are shown by a document
    And the document "Project plan" would show "host_country"
    And the document "Consortium agreement" would show "consortium.member_countries"
    And the document "Consortium agreement" would show "applicant.is_representative"

  Scenario: What cannot change the outcome is not decisive
    Given a complete proposal for "jcm/model-projects"
    When it is checked
    Then the fact "eligible_cost" is decisive
    And the fact "similar_projects_adopted" is not decisive

  Scenario: Nearer to the floor the number of similar projects decides, too
    Given a complete proposal for "jcm/model-projects"
    And the fact "eligible_cost" is "130000000"
    When it is checked
    Then the outcome is eligible
    And the amount "maximum_subsidy" is 52,000,000 JPY
    And the fact "similar_projects_adopted" is decisive
    And 18 facts are decisive

  Scenario: One fact that stops the proposal is enough
    Given a complete proposal for "jcm/model-projects"
    And the fact "equipment_has_other_japanese_subsidy" is "true"
    When it is checked
    Then the outcome is ineligible
    And the decisive facts are "equipment_has_other_japanese_subsidy"

  Scenario: Documents are counted, and no longer asked for
    Given a complete proposal for "jcm/model-projects"
    And every fact is shown by a document
    And the fact "eligible_cost" is "1000000000"
    When it is checked
    Then the outcome is eligible
    And 16 of the decisive facts are shown by a document
    And the document "Quotations and a breakdown of costs" would show "eligible_cost"

  Scenario: An officer counts only what is shown
    Given a complete proposal for "jcm/model-projects"
    And every fact is shown by a document
    And the fact "eligible_cost" is "1000000000"
    And only facts that are shown by a document count
    When it is checked
    Then the outcome is undetermined
    And the finding "within-subsidy-range" is undetermined
    And the finding "within-subsidy-range" lacks evidence of "eligible_cost"
    And the answer says "evidence-below-minimum"
    And nothing is missing

  Scenario: With every document the strict answer is the same as the pre-check
    Given a complete proposal for "jcm/model-projects"
    And every fact is shown by a document
    And only facts that are shown by a document count
    When it is checked
    Then the outcome is eligible
    And no document is asked for

  Scenario: A figure that is assumed is not shown, whatever is said of it
    Given a complete proposal for "jcm/model-projects"
    And every fact is shown by a document
    And the fact "eligible_cost" is assumed to be "1000000000"
    And only facts that are shown by a document count
    When it is checked
    Then the outcome is undetermined
    And the finding "within-subsidy-range" lacks evidence of "eligible_cost"

  Scenario: What an applicant declares against the proposal stands
    Given a complete proposal for "jcm/model-projects"
    And every fact is shown by a document
    And the fact "equipment_has_other_japanese_subsidy" is "true"
    And only facts that are shown by a document count
    When it is checked
    Then the outcome is ineligible
