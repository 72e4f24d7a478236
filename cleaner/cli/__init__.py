"""Top floor: the command. Each file is one subcommand; none decides anything about a page."""
