"""An article becomes a draft of events: passages, names, speakers, dates, stubs, and a log of them.

`english.py`, `german.py` and `french.py` hold the words that the rules need of a language.
"""

from components.drafts.command import add_arguments, run
from components.drafts.draft import Article, ArticleError, Draft, Request, make_draft
from components.drafts.draft_writer import write_draft, write_seed
from components.drafts.speaker import Attribution, Certainty
