"""Run the command line with ``python -m geo_nk``."""

from geo_nk.cli import main

if __name__ == "__main__":
    main()
