"""`python -m cleaner`, the same as the command."""

from cleaner.cli.app import run

if __name__ == "__main__":
    run()
