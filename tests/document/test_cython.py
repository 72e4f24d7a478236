"""What is compiled, and what it declares."""

from __future__ import annotations

import subprocess
import sys
import sysconfig

import pytest

from cleaner.document.cython import KERNELS

pytestmark = pytest.mark.skipif(not sysconfig.get_config_var("Py_GIL_DISABLED"), reason="this Python has a global lock")


def test_no_kernel_switches_the_global_lock_on() -> None:
    """In a Python without one, where an extension that does not declare that it needs none would switch it on for the whole program."""
    modules = [f"cleaner.{kernel.removesuffix('.py').replace('/', '.')}" for kernel in KERNELS]
    program = f"import sys, importlib\nfor name in {modules!r}:\n    importlib.import_module(name)\nprint(sys._is_gil_enabled())"
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, encoding="utf-8", check=False)

    assert (done.stdout, done.stderr) == ("False\n", "")
