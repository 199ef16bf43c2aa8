"""The synthetic log is the same in both formats."""

from pathlib import Path

import pyarrow.parquet as pq

from components.events import check, read_parquet, write_parquet
from tests.synthetic_log import synthetic_yaml, write_synthetic_parquet

EVENTS = 300


def test_the_synthetic_log_is_the_same_in_yaml_and_in_parquet(tmp_path: Path) -> None:
    direct, written = tmp_path / "direct.parquet", tmp_path / "written.parquet"
    write_synthetic_parquet(direct, EVENTS)
    log = check(synthetic_yaml(EVENTS).encode(), "events.yaml").log
    assert log
    write_parquet(log, written)
    assert pq.read_table(direct).equals(pq.read_table(written), check_metadata=False)
    opened = read_parquet(direct)
    assert opened.problems == ()
    assert opened.log
    assert list(opened.log.events.values()) == list(log.events.values())
