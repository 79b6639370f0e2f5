"""The door for the official register of projects: a list from any authority into `project_register`, row by row.

Read (CSV or Excel) -> columns by mapping or by meaning -> each row accepted, accepted with a flag, or rejected with its
reason -> report -> published in one swap. What is not understood is never guessed; nothing is dropped silently.
"""
