"""Tests of what pages state of their stories."""
