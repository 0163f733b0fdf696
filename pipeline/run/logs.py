"""Log lines for machines."""

import datetime as dt
import json
import logging

PARTS = (
    "path", "stage", "code", "documents", "of_documents", "failures", "documents_per_second", "seconds_left", "counts",
    "seconds", "output",
)  # fmt: skip
"""What log records of a run may say in parts, beside their message."""


class JsonFormatter(logging.Formatter):
    """A log record as one JSON object in a line: time (UTC), level, logger, message, and its PARTS."""

    def format(self, record: logging.LogRecord) -> str:
        """See logging.Formatter.format."""
        time = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        line |= {part: getattr(record, part) for part in PARTS if hasattr(record, part)}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
