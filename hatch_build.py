"""Packs the rules, and compiles some modules where a compiler is at hand; elsewhere the library runs without that.

How rules are packed, `cleaner/rules/packing.py` says. With `CLEANER_PURE=1` in the environment nothing is compiled, and the wheel is one
for every machine.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIBRARY = "cleaner"
# Modules of ordinary Python that are compiled as they are. The library asks the same list what was not.
KERNELS: tuple[str, ...] = runpy.run_path(str(Path(__file__).parent / LIBRARY / "document" / "cython.py"))["KERNELS"]


class BuildHook(BuildHookInterface[Any]):
    """Packs and compiles before files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Pack and compile into the source folder; a wheel takes the results along.

        Args:
            version: `standard` or `editable`.
            build_data: what hatchling makes of the build; changed by what was made.

        Raises:
            RuntimeError: if a rule is faulty.
        """
        if self.target_name != "wheel":
            return
        build_data["artifacts"].append(f"/{packed(Path(self.root)).as_posix()}")
        if os.environ.get("CLEANER_PURE", "0") not in ("", "0"):
            return
        try:
            built = compiled(Path(self.root))
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever a compiler lacks, the library runs without it
            self.app.display_warning(f"not compiled, so pages are read in Python, which is slower: {error}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"] += [f"/{each.relative_to(self.root).as_posix()}" for each in built]


def packed(root: Path) -> Path:
    """Where the packed rules lie within a project, once they are made.

    Args:
        root: the folder of the project.

    Raises:
        RuntimeError: if a rule is faulty.
    """
    # A process of its own, which loads the library of this project and no other.
    command = [sys.executable, "-c", "from cleaner.rules import packing, shipped; packing.main(); print(shipped.FILE)"]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"the rules cannot be packed: {done.stderr.strip()}")
    return Path(LIBRARY, done.stdout.strip())


def compiled(root: Path) -> list[Path]:
    """Where the compiled modules lie, once they are made, as many at a time as there are processors.

    Args:
        root: the folder of the project.
    """
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    flags = [] if sys.platform == "win32" else ["-O3", "-g0"]
    names = {source: ".".join((LIBRARY, *Path(source).with_suffix("").parts)) for source in KERNELS}
    modules = [Extension(name, [str(root / LIBRARY / source)], extra_compile_args=flags) for source, name in names.items()]
    with tempfile.TemporaryDirectory() as folder:
        # Paths within the project, so that what is made does not depend on where it lies. No kernel keeps anything between two calls,
        # so a Python without a global lock need not switch it on for them.
        made = cythonize(modules, build_dir=folder, quiet=True, compiler_directives={"freethreading_compatible": True})
        command = build_ext(Distribution({"name": LIBRARY, "ext_modules": made}))
        command.build_lib, command.build_temp, command.parallel = folder, folder, os.cpu_count()
        command.ensure_finalized()
        command.run()
        return [_placed(Path(command.get_ext_fullpath(name)), root / LIBRARY / source) for source, name in names.items()]


def _placed(made: Path, source: Path) -> Path:
    """Where a compiled module lies, once it lies beside its source."""
    target = source.with_name(made.name)
    # A running Python may hold the old one, so it is replaced and not written over.
    beside = target.with_name(f"{target.name}.new")
    beside.write_bytes(made.read_bytes())
    beside.replace(target)
    return target
