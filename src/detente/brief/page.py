"""The brief as one HTML file that needs nothing else: no script, no font, no request. Article text is hostile input."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from detente.brief.document import Brief
from detente.brief.markdown import target
from detente.brief.pictures import draw_months


def render_page(brief: Brief) -> str:
    """Return the brief as a self-contained HTML page; everything that stands in it is escaped."""
    beside = {key for pair in brief.beside for key in pair}
    return _template().render(brief=brief, beside=beside, months=draw_months(brief.months), target=target) + "\n"


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("detente.brief", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html")
