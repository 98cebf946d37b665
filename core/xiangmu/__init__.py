"""xiangmu(项目): the GraphQL backend of key-project offices."""
