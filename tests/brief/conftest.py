"""The builders of articles stand beside the tests of the negotiation."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "negotiation"))
