"""State and base rates to a forecast.

Read `record` (what is asked and answered), `base_rates` (what past processes did), `shrinkage`, `arrivals` and
`simulate` (hazards, landings and the chain), `outside_view` and `estimate` (the answer), in this order.
"""

from __future__ import annotations

from detente.forecast.base_rates import derive_base_rates
from detente.forecast.estimate import forecast, forecast_all
from detente.forecast.record import Driver, Forecast, Question, Reference
from detente.forecast.words import likelihood_term
from detente.reference.processes import BaseRateTable

__all__ = [
    "BaseRateTable",
    "Driver",
    "Forecast",
    "Question",
    "Reference",
    "derive_base_rates",
    "forecast",
    "forecast_all",
    "likelihood_term",
]
