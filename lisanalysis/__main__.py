"""`python -m lisanalysis …` is the same as `lis …`, also where a policy blocks console scripts."""

from lisanalysis.cli import main

if __name__ == "__main__":
    main()
