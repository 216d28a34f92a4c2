"""The ids of tests: the processes of a run must agree on them, and a reader must be able to name a test again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest


@pytest.fixture
def conftest(pytestconfig):
    """The module of `tests/conftest.py`, as pytest has loaded it."""
    path = str(Path(__file__).with_name("conftest.py"))
    (module,) = (one for one in pytestconfig.pluginmanager.get_plugins() if getattr(one, "__file__", None) == path)
    return module


def test_an_id_with_an_address_is_refused_and_named(conftest):
    stable, unstable = (SimpleNamespace(nodeid=f"tests/test_a.py::test_b[{one}]") for one in ("lambda", lambda: None))
    conftest.pytest_collection_modifyitems([stable])
    with pytest.raises(pytest.UsageError) as refused:
        conftest.pytest_collection_modifyitems([stable, unstable])
    assert refused.value.args[1:] == (unstable.nodeid,)
