"""`python -m tuntas`, and the program `tuntas`."""

import gc
import os
import sys

from tuntas.cli import main


def run() -> None:
    """Run the command line as a process of its own, and end it."""
    # What is read stays until the end: looking for what could be freed would take half the time of
    # reading it, and freeing it at the end a tenth of a second.
    gc.disable()
    try:
        status = main()
    except SystemExit as end:  # argparse has told what is wrong with the command
        status = end.code if isinstance(end.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
