Feature: Until when an answer holds
  The same facts under the rules of one day after another. Each change names the clause, the figure or the list that brings it, and its passage.

  Scenario: The fiscal 2019 call
    Given a complete proposal for "jcm/model-projects"
    And the rules as of 2019-06-01
    When it is checked
    Then the outcome is eligible
    And the answer holds until 2020-03-31

  Scenario: Before, in and after the fiscal 2019 call
    Given a complete proposal for "jcm/model-projects"
    When the answer is followed from 2019-01-01 to 2020-12-31
    Then from 2019-01-01 to 2019-03-31 the outcome is undetermined
    And from 2019-04-01 to 2020-03-31 the outcome is eligible
    And from 2020-04-01 to 2020-12-31 the outcome is undetermined
    And on 2019-04-01 the answer changes by "jcm/model-projects", by "c2c-2020#fy2019-basis"
    And on 2020-04-01 the answer changes by "maximum_subsidy", by "c2c-2020#subsidy-amount"

  Scenario: As it was known on each day, the figures count from the day of the call
    Given a complete proposal for "jcm/model-projects"
    When the answer is followed from 2019-04-01 to 2019-12-31, each day by what was known on it
    Then from 2019-04-01 to 2019-04-04 the outcome is undetermined
    And from 2019-04-05 to 2019-12-31 the outcome is eligible
    And on 2019-04-05 the answer changes by "jcm/model-projects", by "gec-guidelines-2019#date"

  Scenario: The Philippines sign while the fund is running
    Given the rule set "jcm/fund"
    And the fact "host_country" is "PH"
    When the answer is followed from 2016-09-02 to 2019-10-31
    Then from 2016-09-02 to 2016-12-01 the outcome is ineligible
    And from 2016-12-02 to 2019-10-31 the outcome is undetermined
    And on 2016-12-02 the answer changes by "partner_countries", by "oecc-jcm#seventeen-countries"

  Scenario: A day of the proposal stays that day
    Given a complete proposal for "jcm/model-projects"
    And the fact "work_end" is "2022-02-01"
    When the answer is followed from 2019-04-01 to 2020-03-31
    Then from 2019-04-01 to 2020-03-31 the outcome is ineligible
