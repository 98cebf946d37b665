"""Mutations: one for every command, with inputs and payloads made of what the commands state."""
