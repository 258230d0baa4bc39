"""Where a frozen HubDesk starts."""

import multiprocessing
import sys

from hubdesk.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # long reports are made in a process of their own, which starts here, too
    sys.exit(main())
