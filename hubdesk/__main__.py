"""`python -m hubdesk` and the `hubdesk` command."""

import sys


def main() -> int:
    """Run the command line; without a command the window opens. Returns the exit code."""
    from hubdesk.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
