"""Raise the floors of the quality gate to what is measured now. A floor never falls; a new set or kind is added.

python bench/floors.py            # prints what would change
python bench/floors.py --write
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from detente import pipeline
from detente.evaluation import load_gold
from detente.evaluation.gold import LISTS, corpus_hash

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "quality" / "floors.toml"
SETS = {"own": ROOT / "tests" / "quality" / "gold", "dev": ROOT.parent / "shared" / "gold" / "dev"}
MARGIN = 0.01  # parses differ a little between platforms


def main() -> None:
    old = tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    out = [
        "# Floors of the quality gate: record-F1 by kind, and parties and milestone. They only rise (bench/floors.py)."
    ]
    for name, folder in SETS.items():
        if not folder.is_dir():
            sys.exit(f"{folder} is not there: its floors would be lost")
        report, before = pipeline.evaluate(folder), old.get(name, {}).get("floors", {})
        figures = {kind: report.kinds[kind].record_f1 for kind in LISTS.values() if report.kinds[kind].gold}
        figures |= {"parties": report.parties, "milestone": report.milestone}
        out += ["", f"[{name}]", f'corpus = "{corpus_hash(load_gold(folder))}"', "", f"[{name}.floors]"]
        for figure, value in figures.items():
            floor = max(before.get(figure, 0.0), round(max(0.0, value - MARGIN), 3))
            out.append(f"{figure} = {floor}")
            print(f"{name:4} {figure:11} {value:.3f}  floor {before.get(figure, 0.0):.3f} -> {floor:.3f}")
    if "--write" in sys.argv:
        FILE.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
