"""Git LFS: a large file may be kept elsewhere, and a pointer of three lines stands for it in a commit.

Where it was not fetched, the pointer lies in the place of the file (git-lfs, docs/spec.md).
"""

import hashlib
from typing import Final

_VERSION: Final = b"version https://git-lfs.github.com/spec/v1\n"


def is_pointer(data: bytes) -> bool:
    """Whether some bytes are not a file but point to one."""
    return data.startswith(_VERSION)


def pointer(data: bytes) -> bytes:
    """What a commit holds of a file that Git LFS keeps."""
    return _VERSION + f"oid sha256:{hashlib.sha256(data).hexdigest()}\nsize {len(data)}\n".encode()
