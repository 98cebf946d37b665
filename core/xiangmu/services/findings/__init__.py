"""Findings (核查发现): found, reminded of by letter, rectified, judged, interviewed about, escalated."""
