"""How money, areas and instants are read."""

from sqlalchemy import String

from xiangmu.api.reader.codecs import Codec
from xiangmu.api.reader.expressions import Written


class in_wan(Written[str]):  # noqa: N801  # reads as the SQL that it is
    """Yuan as 万元 with exactly four places."""

    type = String()
    sqlite = (
        "CASE WHEN {0} IS NOT NULL THEN "
        "printf('%s%d.%04d', CASE WHEN {0} < 0 THEN '-' ELSE '' END, abs({0}) / 10000, abs({0}) % 10000) END"
    )
    postgresql = "CAST({0} * 0.0001 AS TEXT)"


class in_shanghai(Written[str]):  # noqa: N801  # the same
    """An instant with its offset in Shanghai, without a fraction of nothing."""

    type = String()
    sqlite = (
        "replace(strftime('%Y-%m-%dT%H:%M:%S', {0}, '+8 hours') || substr({0}, 20), '.000000', '')"
        " || '+08:00'"
    )
    postgresql = (
        "replace(to_char({0} AT TIME ZONE INTERVAL '8 hours', "
        """'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '') || '+08:00'"""
    )


class in_mu(Written[str]):  # noqa: N801  # the same
    """Hundredths of a 亩 as 亩 with exactly two places."""

    type = String()
    sqlite = "CASE WHEN {0} IS NOT NULL THEN printf('%d.%02d', {0} / 100, {0} % 100) END"
    postgresql = "CAST({0} * 0.01 AS TEXT)"


WAN = Codec(leaf="Wan", show=in_wan)
AREA = Codec(leaf="Mu", show=in_mu)
INSTANT = Codec(leaf="DateTime", show=in_shanghai)
