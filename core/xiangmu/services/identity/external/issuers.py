"""Whose tokens are believed, and what their claims grant: a TOML file of the installation."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeAlias
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from xiangmu.access.principals import Grant
from xiangmu.access.roles import Role
from xiangmu.catalog import Catalog
from xiangmu.db.ids import unit_id
from xiangmu.services.faults import problems_of

Algorithm: TypeAlias = Literal[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
]
"""Signatures with a private key only: whoever can verify must not be able to sign."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
MOST_LEEWAY = 120
Text = Annotated[str, Field(min_length=1, max_length=500)]


class IssuersError(Exception):
    """The file of issuers cannot be used; the message says in Chinese why."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ClaimGrant(_Part):
    """Who has ``value`` in ``claim`` (a path with dots; a text or a list of texts) has a role."""

    claim: Text = Field(title="声明")
    value: Text = Field(title="取值")
    role: Role = Field(title="角色")
    jurisdiction: str = Field("", title="辖区")
    unit: str = Field("", title="责任单位")

    @property
    def grant(self) -> Grant:
        """The grant."""
        unit = unit_id(self.jurisdiction, self.unit) if self.unit else None
        return Grant(role=self.role, jurisdiction=self.jurisdiction, unit=unit)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _ = self.grant  # raises ValueError in Chinese
        return self


class Issuer(_Part):
    """One single sign-on. ``keys`` is the address of its JWKS, or a file beside this one."""

    issuer: Text = Field(title="签发者")
    audience: Text = Field(title="受众")
    keys: Text = Field(title="公钥")
    algorithms: tuple[Algorithm, ...] = Field(title="算法", min_length=1)
    leeway_seconds: int = Field(30, title="时钟误差", ge=0, le=MOST_LEEWAY)
    grant: tuple[ClaimGrant, ...] = Field((), title="授权")

    @model_validator(mode="after")
    def _safe(self) -> Self:
        address = urlsplit(self.keys)
        if address.scheme == "http" and address.hostname not in LOOPBACK:
            raise ValueError("公钥须经 https 取得(本机除外), 否则谁都能换掉它")
        return self

    @property
    def is_remote(self) -> bool:
        """Whether the keys are fetched."""
        return urlsplit(self.keys).scheme in ("http", "https")


class _File(_Part):
    issuer: tuple[Issuer, ...] = Field(title="签发者", min_length=1)


def load_issuers(path: Path, catalog: Catalog) -> tuple[Issuer, ...]:
    """What the file says. Raises IssuersError."""
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        read = _File.model_validate(content)
    except OSError as error:
        raise IssuersError(f"统一身份认证的设置文件 {path} 打不开") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise IssuersError(f"统一身份认证的设置文件 {path} 不是有效的 TOML") from error
    except ValidationError as error:
        problem = problems_of(error, _File)[0]
        raise IssuersError(f"{path} 的 {'.'.join(problem.path)}: {problem.message}") from error
    names = [issuer.issuer for issuer in read.issuer]
    if len(set(names)) < len(names):
        raise IssuersError(f"{path} 中有签发者列了两次")
    for issuer in read.issuer:
        for grant in issuer.grant:
            _require_known(path, catalog, grant)
    return tuple(
        issuer if issuer.is_remote else issuer.model_copy(update={"keys": str(path.parent / issuer.keys)})
        for issuer in read.issuer
    )


def _require_known(path: Path, catalog: Catalog, grant: ClaimGrant) -> None:
    if grant.jurisdiction and grant.jurisdiction not in catalog.jurisdictions:
        raise IssuersError(f"{path}: 没有插件声明辖区 {grant.jurisdiction}")
    if grant.unit and grant.unit not in {u.key for u in catalog.city(grant.jurisdiction).units.units}:
        raise IssuersError(f"{path}: 辖区 {grant.jurisdiction} 没有单位 {grant.unit}")
