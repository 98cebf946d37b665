"""Errors as clients see them: what nobody expected is hidden behind an id and written to the log."""

import logging
import re

from graphql import GraphQLError, GraphQLSyntaxError
from graphql.validation.validate import ValidationAbortedError

from xiangmu.api.errors import Code
from xiangmu.api.seen import request_id
from xiangmu.api.wording import in_chinese
from xiangmu.db.unavailable import BusyError, UnavailableError

LOG = logging.getLogger("xiangmu.api")
SUGGESTION = re.compile(r" Did you mean .*", re.DOTALL)
"""How the library tells names of the schema to who guesses at them."""


def masked(error: GraphQLError, *, suggesting: bool = True) -> GraphQLError:
    """``error`` with a code; an unexpected one without its text. Names are suggested where ``suggesting`` only."""
    cause = _cause(error)
    if isinstance(cause, UnavailableError):
        return _unavailable(error, cause)
    if cause is not None:
        return _hidden(error, cause)
    if error.extensions:
        return error
    if isinstance(error, ValidationAbortedError):
        return GraphQLError("查询过于繁复, 或错误过多, 校验已中止", extensions={"code": Code.LIMIT_EXCEEDED})
    parse_failed = isinstance(error, GraphQLSyntaxError)
    code = Code.GRAPHQL_PARSE_FAILED if parse_failed else Code.GRAPHQL_VALIDATION_FAILED
    message = error.message if suggesting else SUGGESTION.sub("", error.message)
    return in_chinese(_coded(error, message, code))


def _coded(error: GraphQLError, message: str, code: Code) -> GraphQLError:
    """A new one: the library keeps its own for when the same is asked again."""
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": code},
    )


def _cause(error: GraphQLError) -> BaseException | None:
    """The exception of the program behind ``error``; None when a client may read it."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _unavailable(error: GraphQLError, cause: UnavailableError) -> GraphQLError:
    LOG.warning("数据库不可用, 位置 %s", error.path, exc_info=cause)
    code = code_of(cause)
    return GraphQLError(str(cause), nodes=error.nodes, path=error.path, extensions={"code": code})


def code_of(cause: UnavailableError) -> Code:
    """What clients know it by."""
    return Code.BUSY if isinstance(cause, BusyError) else Code.UNAVAILABLE


def _hidden(error: GraphQLError, cause: BaseException) -> GraphQLError:
    number = request_id()
    LOG.error("意外错误 %s, 位置 %s", number, error.path, exc_info=cause)
    return GraphQLError(
        f"服务器内部错误, 编号 {number}",
        nodes=error.nodes,
        path=error.path,
        extensions={"code": Code.INTERNAL_SERVER_ERROR, "id": number},
    )
