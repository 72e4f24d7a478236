"""Modules that may have been compiled, as the ordinary Python that they are."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any


def as_python(module: ModuleType) -> Any:
    """A module, run from its source.

    Args:
        module: the module, compiled or not.
    """
    name = f"{module.__name__}_as_python"
    if name not in sys.modules:
        source = Path(str(module.__file__)).with_name(f"{module.__name__.rpartition('.')[2]}.py")
        spec = spec_from_file_location(name, source)
        assert spec is not None
        assert spec.loader is not None
        found = module_from_spec(spec)
        spec.loader.exec_module(found)
        assert not found.COMPILED
        sys.modules[name] = found
    return sys.modules[name]
