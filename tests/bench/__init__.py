"""Benchmarks as ratios: `./bin/bench` seeds, measures and writes docs/benchmarks.md."""
