"""The command line: one file per noun, one sub-command per verb."""
