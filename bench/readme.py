"""Put the brief of the shipped example into the README as it prints, so that it promises nothing else."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import detente

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SHOWN = 64  # lines; the sources and quotes that follow are told of in words


def main() -> None:
    extractions = list(detente.extract([str(ROOT / "examples" / "armenia-azerbaijan")]))
    view = detente.view(extractions, dt.date(2024, 1, 31), ("ARM", "AZE"))
    text = detente.render_brief(view.state, detente.outlook(view.state, detente.questions(view.state)), width=100)
    lines = text.strip("\n").splitlines()[:SHOWN]
    block = "```text\n" + "\n".join([*lines, "…"]) + "\n```"
    readme = README.read_text(encoding="utf-8")
    README.write_text(re.sub(r"```text\n.*?```", lambda _: block, readme, count=1, flags=re.S), encoding="utf-8")


if __name__ == "__main__":
    main()
