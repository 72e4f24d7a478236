"""`cleaner check --write-baseline`, and what is told of known findings and allowances that nothing needs any more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleaner.cli.configured import Configured
from cleaner.formats.baseline import Baseline
from cleaner.formats.config import Config
from cleaner.formats.in_place import Spot
from cleaner.formats.sources import Source
from cleaner.formats.terminal import counted, tell
from cleaner.paths import exists


def write_baselines(configured: Configured, spots: Sequence[Spot], seen: Sequence[Source], quiet: bool) -> None:
    """Know all that was found; what was known of files that were not looked at stays known, unless they are gone.

    Raises CleanerError if a baseline cannot be read or written.
    """
    baselines = {config: configured.exempt(config)[1] for config in configured.configs(seen)}
    for config, baseline in baselines.items():
        baseline.forget([*(config.relative(source.path) for source in seen), *_gone(config, baseline)])
    for spot in spots:
        config = configured.config(Path(spot.path))
        baselines[config].add(config.relative(Path(spot.path)), spot.finder, spot.text)
    for baseline in baselines.values():
        baseline.write()
        if not quiet:
            tell(f"{baseline.path}: {counted(baseline.counts.total(), 'known finding')}")


def tell_of_stale(configured: Configured, seen: Sequence[Source]) -> None:
    """Tell of known findings and allowances that are needed no more; they do no harm, so they change no exit code."""
    for config in filter(configured.exempts, configured.configs(seen)):
        allowed, baseline = configured.exempt(config)
        paths = [*(config.relative(source.path) for source in seen), *_gone(config, baseline)]
        for known, text in baseline.stale(paths) if configured.wishes.baseline else ():
            gone = f"{known.path} {known.finder} is not there any more: {text!r}"
            tell(f"{baseline.path}: {gone}; cleaner check --write-baseline forgets it")
        for allowance in allowed.stale([source.path for source in seen]):
            tell(f"{config.where}: nothing needs the allowance for {allowance.text!r} any more; remove it")


def _gone(config: Config, baseline: Baseline) -> list[str]:
    """The files of known findings that do not exist any more."""
    return [path for path in {known.path for known in baseline.counts} if not exists(config.folder / path)]
