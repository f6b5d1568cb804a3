"""State and base rates to a forecast.

Read `record` (what is asked and answered), `base_rates` (what past processes did), `shrinkage`, `arrivals` and
`simulate` (hazards, landings and the chain), `outside_view`, `ledger_term`, `gates` and `pooling` (base rate and
ledger), `estimate` (the answer), `scenarios`, `freezing` and `scoring` (what becomes of it), in this order.
"""

from __future__ import annotations

from detente.forecast.base_rates import derive_base_rates
from detente.forecast.estimate import forecast, forecast_all
from detente.forecast.freezing import freeze, resolve, score
from detente.forecast.record import Driver, Forecast, Question, Reference
from detente.forecast.scenarios import Scenario, scenarios
from detente.forecast.words import likelihood_term
from detente.reference.processes import BaseRateTable

__all__ = [
    "BaseRateTable",
    "Driver",
    "Forecast",
    "Question",
    "Reference",
    "Scenario",
    "derive_base_rates",
    "forecast",
    "forecast_all",
    "freeze",
    "likelihood_term",
    "resolve",
    "scenarios",
    "score",
]
