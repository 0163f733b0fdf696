"""What is wrong with an archive or a member, on the way to being a Failure."""

import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.sources.base import Fault

MISSING = "missing_package"


class Broken(Exception):  # noqa: N818 -- it never leaves pipeline.sources: there it becomes a Fault or a Failure
    """An archive or a member that can't be read, or not any further; see Failure for *code* and message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(code, message)


@contextmanager
def told() -> Iterator[None]:
    """Turns what libraries raise over bytes that are not what they should be into Broken."""
    try:
        yield
    except Broken:
        raise
    except EOFError as error:
        raise Broken("corrupt", "it is cut off") from error
    except NotImplementedError as error:
        raise Broken("unsupported", f"it is packed in a way that can't be unpacked here ({error})") from error
    except OSError as error:
        if error.errno is not None and error.strerror:
            raise Broken("unreadable", f"it can't be read: {error.strerror}") from error
        raise Broken("corrupt", f"it is damaged ({error})") from error
    except (
        zlib.error,
        lzma.LZMAError,
        tarfile.TarError,
        zipfile.BadZipFile,
        struct.error,
        ValueError,
        OverflowError,
        IndexError,
        RuntimeError,
    ) as error:
        raise Broken("corrupt", f"it is damaged ({error})") from error


def missing(package: str) -> Broken:
    """What is said where *package* is not installed."""
    return Broken(MISSING, f'it takes the package {package} to read it; pip install "news-pipeline[archives]"')
