"""Why an engine gives no answer."""

from components.wording.template import template

STOPPED = "The question was stopped."
REPLACED = "Another log has taken this one's place."
ANSWERS_ERROR = "The engine answers with an error."
ANSWERS_OTHERWISE = "The engine answers with something else."
OUT_OF_REACH = "The engine cannot be reached."
IS_VIEW = "The log's database has a view in place of a table; load the log into tables."
NO_LOG = "The engine holds no log there."

given_up = "The question took more than {:g} seconds and was given up.".format
unusable = template("The engine's log cannot be used: {}.")
damaged = template("The engine holds a damaged log: {}.")
