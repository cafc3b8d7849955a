"""One figure, one definition: each measure is an Ibis expression that every report takes its number from."""
