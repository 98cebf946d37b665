"""Who somebody is: accounts, signing in, API tokens, other identities, and the grants they bring."""
