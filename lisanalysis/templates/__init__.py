"""Shared templates: made in one municipality, read by a person in another, and run there as the very bytes that were read.

`archive`, `jsonbytes`, `manifest`, `parameters` and `notebook` are the format; `code` and `prose` read what a template would do;
`package` puts them together and executes nothing. `pack` makes a package, `review` shows one, `accept` pins it, `installed` finds
it again for a run. The allow-list is help for the person who reads, and no sandbox: accepted code runs as the user who runs it.
"""
