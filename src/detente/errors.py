"""The one error tree. A message reads *where: what is wrong; what to do*."""

from __future__ import annotations


class DetenteError(Exception):
    """Anything that this package raises on purpose.

    `where` names the document, file or record; `what` says what is wrong; `do` says what helps.

    >>> str(UnreadableDocument("scan.pdf", "no text layer", "run OCR first, for example with ocrmypdf"))
    'scan.pdf: no text layer; run OCR first, for example with ocrmypdf'
    """

    def __init__(self, where: str, what: str, do: str = "") -> None:
        super().__init__(where, what, do)
        self.where, self.what, self.do = where, what, do

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}"
        return f"{message}; {self.do}" if self.do else message


class SourceError(DetenteError):
    """Bytes could not be got: no such file, no permission, too large, refused address."""


class UnreadableDocument(DetenteError):
    """Bytes were got, but no article could be read from them. The document is quarantined, the run goes on."""


class ParserMissing(DetenteError):
    """No language model that the extraction can parse with is installed."""


class InvalidEvidence(DetenteError):
    """A record breaks a rule of the vocabulary: an anchor that does not slice back, an unknown kind or value."""


class DeskBookError(DetenteError):
    """A desk book (codebook, actors, offices, issues, base rates) is missing, malformed or holds an unknown value."""


class LedgerError(DetenteError):
    """The ledger cannot be opened, written or trusted."""


class UnknownProcess(DetenteError):
    """No parties could be found, or a process file is wrong."""


class ForecastError(DetenteError):
    """A question cannot be answered as asked: unknown milestone, deadline before the as-of date."""


class UsageError(DetenteError):
    """The command line asks for something that cannot be done as asked."""
