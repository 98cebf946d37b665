"""What can be read through the one reader: a module for each concept, with its declaration and its GraphQL types."""
