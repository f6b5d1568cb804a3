"""Evidence to the state of the process."""

from detente.negotiation.deriving import derive_state
from detente.negotiation.parties import find_parties
from detente.negotiation.process import Process, load_process, render_process
from detente.negotiation.proposing import propose_process
from detente.negotiation.state import ProcessState

__all__ = [
    "Process",
    "ProcessState",
    "derive_state",
    "find_parties",
    "load_process",
    "propose_process",
    "render_process",
]
