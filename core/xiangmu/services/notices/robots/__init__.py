"""Robots of group chats: what is sent to each vendor's, and what their answers mean."""
