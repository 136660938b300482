"""Lint rules, one file each."""

OFF = frozenset(
    (
        "cit005_dangling_reference",
        "kno001_contradicting_values",
        "kno002_lineage_cycle",
        "kno003_child_before_parent",
        "kno004_active_above_total",
        "kno005_unsourced_statement",
        "kno006_paper_without_id",
        "lnk010_case_difference",
        "lnk011_self_link",
        "lnk012_orphan_note",
        "lnk013_orphan_attachment",
        "not012_duplicate_heading",
        "not016_empty_property",
        "not017_invisible_whitespace",
        "not019_empty_item",
        "tab003_duplicate_column",
        "tsk004_done_without_date",
        "tsk009_todo_prose",
    )
)
"""Files of which no rule runs unless it is selected: most runs need not import them."""
