"""Look for bytes at which a door breaks, guided by what they make the program do; kept as a script, for it takes its time.

    pip install atheris    # where it can be had: Linux, Python 3.11 to 3.13
    python tests/fuzz/search_for_faults.py note -max_total_time=60

The first word names a door of ``doors.py``, the words after it are libFuzzer's own (``-help=1`` lists them). Whatever raises,
or takes five seconds, ends the search: its bytes stand in a file ``crash-…`` or ``timeout-…`` then, and naming this file in
place of the options shows it again. What is found becomes a case of ``test_evil_input.py``.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["vaultcrm", "tomllib", "csv", "quopri"]):
    import doors


def main() -> None:
    """Search at one door, beginning with real files."""
    name, words = sys.argv[1], sys.argv[2:]
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as corpus:
        for number, sample in enumerate(doors.samples(name)):
            (Path(corpus) / str(number)).write_bytes(sample)
        atheris.Setup([sys.argv[0], "-timeout=5", "-max_len=8000", "-rss_limit_mb=2000", *words, corpus], doors.DOORS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
