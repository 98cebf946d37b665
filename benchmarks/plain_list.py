"""The answer to the list query as one JSON statement, sent by the bare driver: the least that can be spent on it."""

import asyncio
from typing import Any

import aiosqlite
import asyncpg
from sqlalchemy import make_url

SQLITE = """
SELECT json_group_array(json(row)) FROM (SELECT json_object(
  'id', 'prj_' || p.id, 'name', p.name, 'total', printf('%d.%04d', p.total_yuan / 10000, p.total_yuan % 10000),
  'kind', p.kind, 'sector', nullif(p.sector, ''), 'stage', nullif(p.stage, ''),
  'flags', json(CASE v.flags WHEN '' THEN '[]' ELSE '["' || replace(v.flags, ' ', '","') || '"]' END),
  'place', nullif(p.place, ''), 'sample', nullif(p.sample, ''), 'version', p.version,
  'unit', CASE WHEN u.fact_id IS NULL THEN NULL ELSE json_object('id', 'unt_' || u.fact_id, 'title', u.title) END,
  'stages', json((SELECT json_group_array(json(row)) FROM (SELECT json_object(
    'id', 'stg_' || s.fact_id, 'stage', s.stage, 'on', s.occurred_on, 'state', s.state) AS row
    FROM stage_event s WHERE s.project_id = p.id AND s.ended_no IS NULL
    ORDER BY s.occurred_on DESC, s.fact_id LIMIT 3)))) AS row
FROM (SELECT * FROM project WHERE jurisdiction = 'ruzhou' ORDER BY total_yuan DESC, id LIMIT 50) p
LEFT JOIN unit u ON u.fact_id = p.unit_id AND u.ended_no IS NULL
LEFT JOIN project_version v ON v.row_id = (SELECT row_id FROM project_version
  WHERE project_id = p.id AND ended_no IS NULL AND state = 'CONFIRMED' ORDER BY effective DESC, no DESC LIMIT 1)
ORDER BY p.total_yuan DESC, p.id)
"""
POSTGRESQL = """
SELECT json_agg(row_to_json(r))::text FROM (SELECT
  'prj_' || replace(p.id::text, '-', '') AS id, p.name,
  (p.total_yuan / 10000) || '.' || lpad((p.total_yuan % 10000)::text, 4, '0') AS total,
  p.kind, nullif(p.sector, '') AS sector, nullif(p.stage, '') AS stage,
  CASE v.flags WHEN '' THEN '{}' ELSE string_to_array(v.flags, ' ') END AS flags,
  nullif(p.place, '') AS place, nullif(p.sample, '') AS sample, p.version,
  CASE WHEN u.fact_id IS NOT NULL THEN
    json_build_object('id', 'unt_' || replace(u.fact_id::text, '-', ''), 'title', u.title) END AS unit,
  (SELECT coalesce(json_agg(row_to_json(e)), '[]') FROM (SELECT
    'stg_' || replace(s.fact_id::text, '-', '') AS id, s.stage, s.occurred_on AS "on", s.state
    FROM stage_event s WHERE s.project_id = p.id AND s.ended_no IS NULL
    ORDER BY s.occurred_on DESC, s.fact_id LIMIT 3) e) AS stages
FROM (SELECT * FROM project WHERE jurisdiction = 'ruzhou' ORDER BY total_yuan DESC, id LIMIT 50) p
LEFT JOIN unit u ON u.fact_id = p.unit_id AND u.ended_no IS NULL
LEFT JOIN LATERAL (SELECT flags FROM project_version WHERE project_id = p.id AND ended_no IS NULL
  AND state = 'CONFIRMED' ORDER BY effective DESC, no DESC LIMIT 1) v ON true
ORDER BY p.total_yuan DESC, p.id) r
"""


class PlainList:
    """The statement on some connections of its own, which stay open as long as the process."""

    def __init__(self, url: str, connections: int) -> None:
        self._url = make_url(url)
        self._connections = connections
        self._opened = 0
        self._idle: asyncio.Queue[Any] = asyncio.Queue()

    async def read(self) -> bytes:
        """The bytes of the answer."""
        while self._opened < self._connections:
            self._opened += 1
            self._idle.put_nowait(await self._connect())
        connection = await self._idle.get()
        try:
            if isinstance(connection, aiosqlite.Connection):
                [(found,)] = await connection.execute_fetchall(SQLITE)
            else:
                found = await connection.fetchval(POSTGRESQL)
        finally:
            self._idle.put_nowait(connection)
        text: str = found
        return text.encode()

    async def _connect(self) -> Any:
        if self._url.get_backend_name() == "sqlite":
            return await aiosqlite.connect(self._url.database or "")
        url = self._url.set(drivername="postgresql")
        return await asyncpg.connect(url.render_as_string(hide_password=False))
