"""`python -m axis_tracker` is the command line."""

from axis_tracker.cli import main

if __name__ == "__main__":
    main()
