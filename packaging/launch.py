"""Where a frozen HubDesk starts."""

import sys

from hubdesk.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
