"""``python -m tuntas``: the same as the command ``tuntas``."""

import sys

from tuntas.cli import main

if __name__ == "__main__":
    sys.exit(main())
