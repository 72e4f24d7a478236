"""Looks into the archives of a release, installs each where nothing else is, and compares what the installations make of the same pages.

`python .ci/archives.py dist` takes an sdist, a compiled wheel and a pure one, and ends with 1 and the reason where one of them is not what
it must be. Every archive is installed without a compiler, the sdist with one too. Packages come from where pip is set up to find them.
"""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KERNELS = len(runpy.run_path(str(ROOT / "cleaner" / "document" / "cython.py"))["KERNELS"])
# Folders whose files the sdist has, each that git has; and what stands beside them.
FOLDERS = ("cleaner", "tests", "fixtures", "seeds", "benchmarks", "docs")
BESIDE = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "Makefile")
# What a compiler may be named by, or told with.
COMPILER = ("CC", "CXX", "CPP", "LDSHARED", "CFLAGS", "CPPFLAGS", "LDFLAGS", "PYTHONPATH", "PYTHONHOME", "CLEANER_PURE")
COMPILED, INTERPRETED = "compiled", "not compiled"


def fail(fault: str) -> None:
    """End with what is wrong."""
    sys.exit(f"archives: {fault}")


def in_git(folders: Iterable[str]) -> set[str]:
    """The files that git knows below folders of the checkout, and those that it would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())


def check_sdist(path: Path) -> None:
    """An sdist has all that is built and tested, the licence, and nothing that was made on the way."""
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    missing = in_git(FOLDERS) | set(BESIDE)
    missing -= names
    known = in_git(["."]) | {"PKG-INFO"}
    if missing or names - known:
        fail(f"{path.name}: missing {sorted(missing)}, too many {sorted(names - known)}")


def check_wheel(path: Path, compiled: bool) -> None:
    """A wheel has every file of the library, what was packed and compiled, the licence, and nothing else."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    expected = in_git(["cleaner"]) | {"cleaner/rulesets/packed.msgpack"}
    natives = {name for name in names if name.endswith((".so", ".pyd"))}
    others = {name for name in names - natives - expected if ".dist-info/" not in name}
    licences = [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]
    pure = path.name.endswith("-py3-none-any.whl")
    if expected - names or others or len(licences) != 1 or len(natives) != (KERNELS if compiled else 0) or pure == compiled:
        fail(f"{path.name}: missing {sorted(expected - names)}, too many {sorted(others)}, native {sorted(natives)}, licences {licences}")


def environment(folder: Path, with_compiler: bool) -> dict[str, str]:
    """Variables for an installation: without a compiler, PATH holds one folder, and in it nothing but its Python."""
    names = {name: value for name, value in os.environ.items() if name not in COMPILER}
    if not with_compiler:
        only = folder / "path"
        only.mkdir()
        (only / "python").symlink_to(folder / "venv" / "bin" / "python")
        names["PATH"] = str(only)
    return names


def run(command: list[str], folder: Path, names: Mapping[str, str], codes: Iterable[int] = (0,)) -> str:
    """What a command prints, run in a folder of its own; its exit code must be one of those named."""
    done = subprocess.run(command, cwd=folder, env=names, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in codes:
        fail(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def example() -> str:
    """The first Python of the README, with the file that the README writes before it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    file = re.search(r"^<!-- file: (\S+) -->\n```text\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    found = re.search(r"^```python\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    assert file and found, "the README writes a file and shows Python"
    return f"import pathlib\npathlib.Path({file[1]!r}).write_text({file[2]!r}, encoding='utf-8')\n{found[1]}\nprint(cleaner.__file__)\n"


def copy_pages(folder: Path) -> int:
    """How many pages the checkout has, once they lie in one folder, each under a name of its own."""
    folder.mkdir()
    seeds = {path.name: path for path in (ROOT / "seeds").glob("*.txt")}
    pages = seeds | {f"{path.parent.name}{path.suffix}": path for path in (ROOT / "fixtures" / "pages").glob("*/source.*")}
    for name, path in pages.items():
        shutil.copy(path, folder / name)
    return len(pages)


def results(archive: Path, with_compiler: bool, says: str) -> dict[str, object]:
    """What an installation makes of the pages of the checkout, by what was asked of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "venv", with_pip=True)
        names = environment(folder, with_compiler)
        python, command = (str(folder / "venv" / "bin" / each) for each in ("python", "cleaner"))
        run([python, "-m", "pip", "install", "--quiet", "--no-cache-dir", str(archive)], folder, names)

        version = run([command, "--version"], folder, names).strip()
        if not re.fullmatch(rf"cleaner \S+ \({says}\b.*\)", version):
            fail(f"{archive.name} is to be {says}: {version}")
        print(f"{archive.name}, {'with a' if with_compiler else 'no'} compiler: {version}", flush=True)

        printed, _, library = run([python, "-c", example()], folder, names).strip().rpartition("\n")
        if not Path(library).is_relative_to(folder.resolve() / "venv"):
            fail(f"{archive.name}: another library was imported, {library}")
        found: dict[str, object] = {"example": printed, "check": run([command, "check", str(ROOT / "seeds")], folder, names, [1])}
        count = copy_pages(folder / "pages")
        for policy in ("safe", "thorough"):
            run([command, "clean", "pages", "--policy", policy, "--format", "json", "-o", policy], folder, names)
            written = sorted((folder / policy).iterdir())
            if len(written) != count:
                fail(f"{archive.name}: {count} pages, {len(written)} results")
            found |= {f"{policy} {path.name}": json.loads(path.read_text(encoding="utf-8")) for path in written}
        return found


def main() -> None:
    """Check all archives of a folder."""
    folder = Path(sys.argv[1]).resolve()
    [sdist] = folder.glob("*.tar.gz")
    [pure] = folder.glob("*-py3-none-any.whl")
    [wheel] = set(folder.glob("*.whl")) - {pure}
    check_sdist(sdist)
    check_wheel(wheel, compiled=True)
    check_wheel(pure, compiled=False)
    first: dict[str, object] = {}
    for archive, with_compiler, says in (
        (wheel, False, COMPILED),
        (pure, False, INTERPRETED),
        (sdist, False, INTERPRETED),
        (sdist, True, COMPILED),
    ):
        found = results(archive, with_compiler, says)
        first = first or found
        if found != first:
            fail(f"{archive.name}: other results than {wheel.name} in {sorted(key for key in first if found.get(key) != first[key])}")
    print(f"The same {len(first)} results from each of them")


if __name__ == "__main__":
    main()
