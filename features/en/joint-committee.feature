Feature: Joint committees and third-party entities
  As proposed in February 2013; the figures in brackets, ten members and twenty days, were open.

  Scenario Outline: An electronic decision, <case>
    Given the example "<case>" of "jcm/governance/electronic-decision"
    When it is checked
    Then the outcome is <outcome>

    Examples:
      | case                            | outcome    |
      | complete                        | eligible   |
      | last-day-still-open             | ineligible |
      | all-affirm-on-day-three         | eligible   |
      | co-chair-silent                 | ineligible |
      | objection-on-the-last-day       | ineligible |
      | objection-a-day-late            | eligible   |
      | co-chair-silent-all-others-affirm | ineligible |

  Scenario: Distributed on 1 March, nobody objects and both co-chairs affirm on 5 March
    Given a complete proposal for "jcm/governance/electronic-decision"
    And the fact "decision.reviewed_on" is "2013-03-22"
    When it is checked
    Then the outcome is eligible
    And the conclusion "adopted-for-want-of-objection" follows
    And the figure "days_left" of "time-to-object-over" is -1 day

  Scenario: A late objection does not undo the adoption
    Given the example "objection-a-day-late" of "jcm/governance/electronic-decision"
    When it is checked
    Then the conclusion "late-objection" follows
    And the conclusion "co-chairs-weigh-the-opinions" does not follow

  Scenario: A co-chair who affirms late
    Given the example "co-chair-late" of "jcm/governance/electronic-decision"
    When it is checked
    Then the outcome is ineligible
    And the answer depends on the reading "j13-jc-07-co-chairs"
    And on side "b" of "j13-jc-07-co-chairs" the outcome is eligible

  Scenario: What a member asserted is not known
    Given the example "assertion-unknown" of "jcm/governance/electronic-decision"
    When it is checked
    Then the outcome is undetermined

  Scenario Outline: Members of the host country, <case>
    Given the example "<case>" of "jcm/governance/joint-committee"
    When it is checked
    Then the finding "at-most-ten-of-the-host" is <state>
    And the figure "room" of "at-most-ten-of-the-host" is <room> person

    Examples:
      | case               | state   | room |
      | ten-of-the-host    | met     | 0    |
      | eleven-of-the-host | not met | -1   |

  Scenario: An accreditation alone is not enough
    Given the example "not-designated" of "jcm/governance/third-party-entity"
    When it is checked
    Then only the finding "designated" is not met
