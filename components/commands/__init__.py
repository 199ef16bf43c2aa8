"""One program: it serves a log, or a file that becomes one, and has every other command.

What a command needs is imported when it is called, so that the help appears at once.
"""

from components.commands.call import main
