"""The parts of run.sh."""
