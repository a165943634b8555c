"""nbgrader for everybody on the machine: put it into /etc/jupyter, or where JUPYTER_CONFIG_PATH points to."""

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "why_backs_crack"
c.Exchange.root = "/srv/nbgrader/exchange"  # drwxrwxrwx, owned by root: nbgrader makes folders in it in which each reads only their own
c.Exchange.path_includes_course = True  # learners find what they fetch under ~/why_backs_crack
