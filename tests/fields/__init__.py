"""Tests of the floor that reads names and dates."""
