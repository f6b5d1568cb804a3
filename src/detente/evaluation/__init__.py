"""How well the extraction reads: its records against articles that a person annotated."""

from detente.evaluation.gold import GoldArticle, load_gold
from detente.evaluation.scoring import KindScore, Report, score_extractions

__all__ = ["GoldArticle", "KindScore", "Report", "load_gold", "score_extractions"]
