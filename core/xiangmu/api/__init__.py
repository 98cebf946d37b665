"""The GraphQL schema: a folder for each concept, with its types and its queries."""
