"""Statistical methods that more than one analysis needs: numbers in, numbers out; they know no table, no paragraph and no Danish.

Each method is one module that names its source. What a figure means, and what it cannot carry, is said by the analysis that asks.
"""
