"""Subscriptions over the wire: WebSocket (graphql-transport-ws) and server-sent events (graphql-sse).

The library's own handlers are not used: they know no limits of connections, subscriptions or sizes, no heartbeat of
the protocol, and find out only once who asks.
"""
