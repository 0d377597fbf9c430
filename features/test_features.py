"""Every scenario of every feature, in English and Japanese."""

from pytest_bdd import scenarios

scenarios("en", "ja")
