Feature: From the PDD to the first issuance
  The proposal of 2013 and the description of 2020 differ: only in 2020 do public inputs come before validation.

  Scenario Outline: Public inputs from 2 April 2013 to <closed>
    Given a complete proposal for "jcm/project-cycle/2013"
    And the fact "cycle.public_inputs_closed_on" is "<closed>"
    When it is checked
    Then the finding "public-inputs-long-enough" is <state>
    And the figure "days_open" of "public-inputs-long-enough" is <days> day

    Examples:
      | closed     | state   | days |
      | 2013-05-01 | not met | 29   |
      | 2013-05-02 | met     | 30   |

  Scenario: In 2013 validation need not wait for public inputs
    Given a complete proposal for "jcm/project-cycle/2013"
    When it is checked
    Then the outcome is eligible

  Scenario: In 2020 it must
    Given the example "sent-before-close" of "jcm/project-cycle/2020"
    When it is checked
    Then only the finding "public-inputs-first" is not met

  Scenario Outline: Registered on <registered>, first application on <applied>
    Given a complete proposal for "jcm/project-cycle/2020"
    And the fact "cycle.registered_on" is "<registered>"
    And the fact "cycle.first_issuance_requested_on" is "<applied>"
    When it is checked
    Then the finding "first-application-within-a-year" is <state>

    Examples:
      | registered | applied    | state   |
      | 2017-03-15 | 2018-03-15 | met     |
      | 2017-03-15 | 2018-03-16 | not met |
      | 2016-02-29 | 2017-02-28 | met     |
      | 2016-02-29 | 2017-03-01 | not met |
      | 2019-02-28 | 2020-02-29 | not met |

  Scenario: What follows from a late application is not stated
    Given the example "a-day-late" of "jcm/project-cycle/2020"
    When it is checked
    Then the conclusion "late-first-application" follows
    And the figure "days_left" of "first-application-within-a-year" is -1 day

  Scenario: A step that has not come yet breaks nothing
    Given the example "not-applied-yet" of "jcm/project-cycle/2020"
    When it is checked
    Then the outcome is eligible
    And the conclusion "apply-within-a-year" follows

  Scenario: Beyond about sixty days the consideration of a methodology must have been extended
    Given the example "sixty-one-days-not-extended" of "jcm/project-cycle/methodology-approval"
    When it is checked
    Then the outcome is undetermined
    And the finding "considered-in-the-longest-time" is not met
