"""Rosters: periods, solve runs, board, publication, answers; the only one that may start a solve."""
