Feature: What to ask next
  Only what can still change the answer is asked, and what settles most comes first.

  Scenario: The first question can end the matter
    Given the rule set "jcm/model-projects"
    And no facts are given
    And the rules as of 2019-06-01
    When it is asked what to ask next
    Then the next question is "consortium.member_countries"
    And the next question is asked because of "japanese-member"

  Scenario: One fact that was left out is the one question
    Given a complete proposal for "jcm/model-projects"
    And the fact "leading_technology" is not given
    When it is asked what to ask next
    Then the questions are "leading_technology"
    And the next question is asked because of "leading-technology"

  Scenario: What stops the proposal comes before what only moves the amount
    Given a complete proposal for "jcm/model-projects"
    And the fact "similar_projects_adopted" is not given
    And the fact "applicant.country" is not given
    When it is asked what to ask next
    Then the questions are "applicant.country", "similar_projects_adopted"

  Scenario: A private company is not asked whether it counts as a corporation
    Given the rule set "jcm/model-projects"
    And no facts are given
    And the fact "applicant.kind" is "private_company"
    And the rules as of 2019-06-01
    When it is asked what to ask next
    Then "applicant.counts_as_japanese_corporation" is not asked

  Scenario: A complete proposal leaves nothing to ask
    Given a complete proposal for "jcm/model-projects"
    When it is asked what to ask next
    Then nothing is left to ask

  Scenario: Two programmes are asked for together
    Given a complete proposal for "jcm/model-projects"
    And the rule set "jcm/fund"
    And the rules as of 2019-12-01
    And the fact "host_country" is not given
    When it is asked what to ask next
    Then the next question is "host_country"
    And the next question is asked because of "host-country-eligible"
