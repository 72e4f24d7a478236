"""Laws that hold for any page and any subset of the rules, on pages built from parts."""
