Feature: Receipts
  An answer can be kept as a receipt: verified offline, determined again, and shown with single facts taken out.

  Background:
    Given a complete proposal for "jcm/model-projects"
    And the rules as of 2019-06-01
    And the fact "eligible_cost" is "987654321"
    And the fact "leading_technology" is judged "true" by "Hana Mori" on 2019-05-20 because "seen in operation"

  Scenario: A receipt says what was decided on, and gives the same answer again
    When the answer is kept as a receipt
    Then the receipt is as it was made
    And the outcome in the receipt is eligible
    And the receipt tells "987654321"
    And the receipt tells "Hana Mori"
    And determined again the receipt is identical

  Scenario: Whoever changes the outcome is found out
    When the answer is kept as a receipt
    And somebody writes another outcome into the receipt
    Then the receipt is found to be altered

  Scenario: A cost is taken out before the receipt is shown to others
    When the answer is kept as a receipt
    And the fact "eligible_cost" is taken out of the receipt
    Then the receipt does not tell "987654321"
    And the receipt does not tell "395061728"
    And the receipt is as it was made
    And the outcome in the receipt is eligible
    And the receipt cannot be determined again as a whole

  Scenario: A judgement is taken out with its person and reason
    When the answer is kept as a receipt
    And the fact "leading_technology" is taken out of the receipt
    Then the receipt does not tell "Hana Mori"
    And the receipt does not tell "seen in operation"
    And the receipt tells "987654321"
    And the receipt is as it was made
