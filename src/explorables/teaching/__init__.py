"""What a teacher needs: plans, worksheets and answer sheets, assignments for nbgrader and what they are worth."""
