"""What a client is told when it asks for something that cannot be answered: Chinese, with a code and a field."""

from enum import StrEnum

from graphql import GraphQLError

from xiangmu.services.budgets import Balance


class Code(StrEnum):
    """``extensions.code`` of an error."""

    BAD_USER_INPUT = "BAD_USER_INPUT"
    NOT_FOUND = "NOT_FOUND"
    NOT_ALLOWED = "NOT_ALLOWED"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    RATE_LIMITED = "RATE_LIMITED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    PERSISTED_QUERY_NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED"
    PERSISTED_QUERY_REQUIRED = "PERSISTED_QUERY_REQUIRED"
    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_REQUEST = "BAD_REQUEST"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    TIMEOUT = "TIMEOUT"
    BUSY = "BUSY"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"


LONGEST_QUOTE = 40


def quoted(text: str) -> str:
    """``text`` as a message quotes it: not longer than a reader can take."""
    return f"“{text}”" if len(text) <= LONGEST_QUOTE else f"“{text[:LONGEST_QUOTE]}…”"


def bad_input(field: str, message: str) -> GraphQLError:
    """The value of argument ``field`` cannot be used."""
    return GraphQLError(message, extensions={"code": Code.BAD_USER_INPUT, "field": field})


def not_allowed(field: str, message: str) -> GraphQLError:
    """What argument ``field`` names is there, and not theirs to look at."""
    return GraphQLError(message, extensions={"code": Code.NOT_ALLOWED, "field": field})


def not_found(field: str, message: str) -> GraphQLError:
    """Argument ``field`` names nothing."""
    return GraphQLError(message, extensions={"code": Code.NOT_FOUND, "field": field})


def rate_limited(balance: Balance) -> GraphQLError:
    """The budget does not cover what is asked."""
    return GraphQLError(too_little_left(balance), extensions={"code": Code.RATE_LIMITED})


def too_little_left(balance: Balance) -> str:
    """Why, and when again."""
    return f"这一期的额度只剩 {balance.remaining}, 不够这次所需; {balance.seconds} 秒后重新计算"
