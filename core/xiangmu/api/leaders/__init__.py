"""What stands behind one leader (包联领导): projects, problems, visits, gaps."""
