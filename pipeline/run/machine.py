"""What the machine has, and what a process takes of it."""

import os
import sys
from pathlib import Path

LIBRARIES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Where libraries that multiply matrices read how many threads they may start; by default one for every core."""


def one_thread_each() -> list[str]:
    """Has processes multiply matrices on one thread each, unless the user said otherwise: the names that were set.

    So it is fastest beside as many workers as there are cores, and a process with threads must not be forked. A
    process that has loaded NumPy already goes on as it began; those that it starts do not.
    """
    added = [name for name in LIBRARIES if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    return added


def resident(pid: int) -> int | None:
    """The bytes of memory that the process *pid* has in use (RSS); None where the system does not say."""
    if sys.platform != "linux":
        return None
    try:
        pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):  # it has just ended
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def cores(system: Path = Path("/sys")) -> int:
    """The physical cores that this process may use, at least 1.

    Two threads of one core count once, where Linux tells them apart below *system*; a limit on processor time, as
    containers have it, is kept to.
    """
    if not hasattr(os, "sched_getaffinity"):
        return os.cpu_count() or 1
    usable = os.sched_getaffinity(0)
    siblings = {
        _read(system / f"devices/system/cpu/cpu{cpu}/topology/thread_siblings_list", str(cpu)) for cpu in usable
    }
    quota, _, period = _read(system / "fs/cgroup/cpu.max", "max 1").partition(" ")
    allowed = len(siblings) if quota == "max" else int(quota) // int(period)
    return max(1, min(len(siblings), allowed))


def _read(path: Path, otherwise: str) -> str:
    try:
        return path.read_text("ascii").strip()
    except OSError:
        return otherwise
