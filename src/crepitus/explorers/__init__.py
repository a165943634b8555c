"""Every explorer of the course. A module beside this one is enough: the pages find it by themselves."""
