Feature: Sentences that can be read in two ways
  Where a sentence of the source is ambiguous, both readings are rules. The answer says when it depends on one, shows each side, and records
  which side was used.

  Scenario: Below USD 50 million the grant depends on how the sentence is read
    Given a complete proposal for "jcm/fund"
    And the fact "total_project_cost" is "30000000"
    When it is checked
    Then the outcome is eligible
    And the answer depends on the reading "jf-08"
    And on side "a" of "jf-08" the amount "maximum_grant" is 3,000,000 USD
    And on side "b" of "jf-08" the amount "maximum_grant" is 5,000,000 USD
    And the amount "maximum_grant" is 3,000,000 USD and bound by "rate"
    And the reading "jf-08" is recorded as "a"

  Scenario: The caller chooses, the choice is recorded, and the other side is still shown
    Given a complete proposal for "jcm/fund"
    And the fact "total_project_cost" is "30000000"
    And the reading "jf-08" is "b"
    When it is checked
    Then the amount "maximum_grant" is 5,000,000 USD and bound by "small-project-ceiling"
    And the reading "jf-08" is recorded as "b"
    And on side "a" of "jf-08" the amount "maximum_grant" is 3,000,000 USD

  Scenario: A request between the two sides is refused by one of them only
    Given a complete proposal for "jcm/fund"
    And the fact "total_project_cost" is "30000000"
    And the fact "grant_requested" is "4000000"
    When it is checked
    Then the outcome is ineligible
    And on side "a" of "jf-08" the outcome is ineligible
    And on side "b" of "jf-08" the outcome is eligible

  Scenario: From USD 50 million on both readings say the same
    Given a complete proposal for "jcm/fund"
    And the fact "total_project_cost" is "50000000"
    When it is checked
    Then the amount "maximum_grant" is 5,000,000 USD
    And the answer depends on no reading

  Scenario: The choice is kept in the receipt
    Given a complete proposal for "jcm/fund"
    And the fact "total_project_cost" is "30000000"
    And the reading "jf-08" is "b"
    When the answer is kept as a receipt
    Then determined again the receipt is identical
    And the receipt tells "small-project-ceiling"

  Scenario: A side that does not exist is refused
    Given a complete proposal for "jcm/fund"
    And the reading "jf-08" is "c"
    When it is checked
    Then the request is refused with "unknown-side" at "/readings/jf-08"
