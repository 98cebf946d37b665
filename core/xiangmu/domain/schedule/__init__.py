"""The rhythm (调度): what is due when for whom, and how it stands."""
