Feature: A project followed over years
  Events come in with their days; out comes what is due when and by whom, what is late, and what cannot be told. What nobody recorded is not held against a project.

  Scenario: The first application for issuance on the anniversary
    Given a case of "jcm/project-cycle"
    And the event "Registration" on 2017-03-15
    And the event "Application for issuance" on 2018-03-15 with "period=1"
    When the case is asked about 2020-06-01
    Then the case stands at "Issuance applied for"
    And "First application for issuance" is due on 2018-03-15
    And "First application for issuance" was done in time

  Scenario: Two days later
    Given a case of "jcm/project-cycle"
    And the event "Registration" on 2017-03-15
    And the event "Application for issuance" on 2018-03-17 with "period=1"
    When the case is asked about 2020-06-01
    Then "First application for issuance" is 2 days late

  Scenario: Darkhan, of which only the issuance is on record
    Given a case of "jcm/project-cycle"
    And the event "Registration" on 2017-05-26
    And the event "Decision on the amount" on 2017-10-24 with "period=2, tonnes=8947"
    And the event "Issuance" on 2017-10-24 with "period=2, tonnes=8947"
    When the case is asked about 2020-06-01
    Then the case stands at "Credits issued"
    And "Application for issuance" must have happened but is not recorded
    And "First application for issuance" cannot be told yet

  Scenario: What was known on a day
    Given a case of "jcm/project-cycle"
    And the event "Registration" on 2021-05-10, told on 2021-06-20
    And the event "Submission of the PDD" on 2021-01-10
    When the case is asked about 2021-07-01, as it was known on 2021-06-01
    Then the case stands at "PDD submitted"
    And "Papers sent to the third-party entity" waits for "Close of public inputs"

  Scenario: One co-chair is silent
    Given a case of "jcm/governance/electronic-decision"
    And the event "Member of the committee" on 2013-02-15 with "name=HC, side=host, co_chair=true"
    And the event "Member of the committee" on 2013-02-15 with "name=JC, side=japan, co_chair=true"
    And the event "Distribution of the proposed decision" on 2013-03-01 with "to_all=true"
    And the event "Assertion of a member" on 2013-03-05 with "member=HC, assertion=affirmative"
    When the case is asked about 2013-04-15
    Then the case stands at "Distributed"
    And "Affirmation of both co-chairs" is 25 days late
