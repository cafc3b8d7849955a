"""A guided start: from a folder of unknown extracts to a parameter folder that `lis check` accepts.

Looks at the files (`sources.taste`), recognises each by headings and contents, shows every proposal before it counts, and
writes `parameters/<kommune>/`. Nothing is decided in silence, and no row's value is ever shown.
"""
