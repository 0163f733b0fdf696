"""Everything this package raises on purpose.

    PipelineError
    ├── UsageError            the caller asked for something that can't be done; the command exits with 2
    │   ├── InputError        an input folder, file or list that is not there or can't be read
    │   ├── OutputError       an output folder that holds another run, or can't be written
    │   └── ModelError        a spaCy pipeline that is not installed or can't be used
    ├── WorkerError           the processes of a run can't be started or kept alive
    └── DocumentError         one document gives no record; in a run it becomes a Failure, and the run goes on

Faults of the data that leave a record possible are not raised: they are warnings in the record.
"""


class PipelineError(Exception):
    """The base of every error raised here on purpose; its text says what, where and what to do next."""


class UsageError(PipelineError):
    """The caller asked for something that can't be done."""


class InputError(UsageError):
    """An input that is not there or can't be read."""


class OutputError(UsageError):
    """An output folder that holds another run, or can't be written."""


class ModelError(UsageError):
    """A spaCy pipeline that is not installed or can't be used."""


class WorkerError(PipelineError):
    """The processes of a run can't be started or kept alive."""


class DocumentError(PipelineError):
    """One document gives no record.

    `stage` is where ("fetch", "source", "page", "annotate", "record"), `code` a short stable word for databases
    ("empty", "not_text", "not_an_article", ...), the message one sentence for people.
    """

    def __init__(self, stage: str, code: str, message: str) -> None:
        super().__init__(message)
        self.stage = stage
        self.code = code
