Feature: Which host countries there are on which day
  Partners of the JCM count from the day of signing; the fund names its countries in dated lists.

  Scenario Outline: A country the day before it signs and on the day, <country> on <day>
    Given a complete proposal for "jcm/methodologies/bems-example"
    And the fact "host_country" is "<country>"
    And the rules as of <day>
    When it is checked
    Then the finding "host-country-has-jcm" is <state>

    Examples:
      | country    | day        | state        |
      | Mongolia   | 2013-01-07 | not met      |
      | Mongolia   | 2013-01-08 | met          |
      | Costa Rica | 2013-12-08 | not met      |
      | Costa Rica | 2013-12-09 | met          |
      | Tunisia    | 2022-08-25 | not met      |
      | Tunisia    | 2022-08-26 | met          |
      | Viet Nam   | 2013-06-01 | undetermined |
      | Viet Nam   | 2013-12-08 | met          |

  Scenario Outline: The eleven countries of the fund, <country>
    Given a complete proposal for "jcm/fund"
    And the fact "host_country" is "<country>"
    And the fact "applicant.country" is "<country>"
    And the rules as of 2019-11-01
    When it is checked
    Then the outcome is eligible
    And the finding "host-country-eligible" is met
    And the finding "host-country-has-jcm" is met

    Examples: each is one of the seventeen partners as well
      | country     |
      | Mongolia    |
      | Bangladesh  |
      | Maldives    |
      | Viet Nam    |
      | Laos        |
      | Indonesia   |
      | Palau       |
      | Cambodia    |
      | Myanmar     |
      | Thailand    |
      | Philippines |

  Scenario Outline: The six other partners, <country>
    Given a complete proposal for "jcm/fund"
    And the fact "host_country" is "<country>"
    And the fact "applicant.country" is "<country>"
    And the rules as of 2019-11-01
    When it is checked
    Then the outcome is ineligible
    And only the finding "host-country-eligible" is not met

    Examples:
      | country      |
      | Ethiopia     |
      | Kenya        |
      | Costa Rica   |
      | Mexico       |
      | Saudi Arabia |
      | Chile        |

  Scenario Outline: The fund's list of the day, <country> on <day>
    Given a complete proposal for "jcm/fund"
    And the fact "host_country" is "<country>"
    And the rules as of <day>
    When it is checked
    Then the finding "host-country-listed" is <state>
    And the answer says "no-rule-in-force"

    Examples:
      | country     | day        | state        |
      | Maldives    | 2014-06-26 | met          |
      | Thailand    | 2014-06-26 | not met      |
      | Thailand    | 2016-01-15 | undetermined |
      | Thailand    | 2016-09-01 | met          |
      | Philippines | 2016-09-01 | not met      |
      | Myanmar     | 2020-04-01 | undetermined |
      | Myanmar     | 2023-05-01 | not met      |
      | Uzbekistan  | 2023-05-01 | met          |

  Scenario: A country that may sign is a judgement for model projects
    Given a complete proposal for "jcm/model-projects"
    And the fact "host_country" is "Malaysia"
    When it is checked
    Then the outcome is undetermined
    And the missing facts are "host_country_expected_to_sign"
