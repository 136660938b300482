"""Forms of a report: one file each, a function `report(findings, view)` that returns text."""
