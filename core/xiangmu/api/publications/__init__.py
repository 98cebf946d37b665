"""Publications (公布稿)."""
