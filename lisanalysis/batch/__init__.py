"""Runs every notebook × parameter file of a municipality and puts the reports on the shelf.

`jobs` finds and checks what is to run, `kernel` runs one notebook, `manifest` says whether it must run again, `run` does
them all. Nothing that a notebook held reaches the disk but through the output gate.
"""
