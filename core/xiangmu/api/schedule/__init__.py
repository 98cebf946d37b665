"""The rhythm (调度): what is due when, how it stands, what was handed in."""
