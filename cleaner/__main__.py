"""`python -m cleaner`, the same as the command."""

from cleaner.cli.main import run

if __name__ == "__main__":
    run()
