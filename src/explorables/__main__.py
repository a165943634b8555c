"""`python -m explorables VERB COURSE ...`, the same as the command `explorables`."""

from explorables.command import main

if __name__ == "__main__":  # a process of its own may import this
    main()
