"""Why something that was asked for is not done."""


class Refused(Exception):
    """Nothing was written; says why and what to do, in Indonesian."""


class Unpublishable(Exception):
    """The notes have errors; says so in Indonesian."""
