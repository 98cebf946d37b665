"""What is wrong with an input, as clients read it: the field, a Chinese message, a code."""

from collections.abc import Iterable

import strawberry
from strawberry.utils.str_converters import to_camel_case

from xiangmu.api.enums import describe
from xiangmu.services.problems import Code, Problem

describe(
    Code,
    "问题的种类,供程序判断。",
    {
        Code.NOT_FOUND: "所指的对象不存在",
        Code.UNKNOWN_UNIT: "没有这个单位",
        Code.UNKNOWN_POLICY: "没有这份文件",
        Code.UNKNOWN_GROUP: "没有这个分组",
        Code.UNKNOWN_ITEM: "没有这一项",
        Code.UNKNOWN_JURISDICTION: "没有这个辖区",
        Code.MALFORMED: "写法不对",
        Code.REQUIRED: "必须填写",
        Code.OUT_OF_RANGE: "超出允许的范围",
        Code.IN_FUTURE: "日期尚未到来",
        Code.REVERSED: "先后颠倒",
        Code.DUPLICATE: "已经记录过",
        Code.TAKEN: "已被占用",
        Code.CONFLICT: "提交之前已被他人变更",
        Code.NOT_ALLOWED: "不允许这样做",
        Code.NOT_ENABLED: "文件尚未施行",
        Code.CLOSED: "已经关闭或不存在于当时",
        Code.WAIVER_REQUIRED: "达不到门槛,须写明放宽",
        Code.AGAINST_RULE: "不合文件对项目的要求",
        Code.REQUEST_ID_REUSED: "请求编号已用于另一内容",
        Code.WRONG_CREDENTIALS: "登录名、口令或凭证不对",
        Code.WEAK_PASSWORD: "口令不合要求",
        Code.TOO_MANY_ATTEMPTS: "尝试次数过多,须等候",
        Code.BUSY: "此刻忙不过来,请稍后再试",
        Code.UNUSUAL: "不合常情,仅作提醒",
    },
    name="UserErrorCode",
)


@strawberry.type(description="输入中的一个问题,或值得留意之处。")
class UserError:
    """A problem with an input."""

    field: list[str] = strawberry.field(
        description="在 input 中的位置,自外而内逐级列出字段名和列表序号(从0起);关于整个输入的为空列表。"
    )
    message: str = strawberry.field(description="问题所在,以及怎样才对。")
    code: Code = strawberry.field(description="问题的种类。")
    clause: str | None = strawberry.field(description="所依据的条款的标识,如 JC-32;不是条款所要求的为空。")


def user_errors(problems: Iterable[Problem]) -> list[UserError]:
    """``problems``, whose paths are those of the client's input."""
    return [
        UserError(
            field=[to_camel_case(part) for part in problem.path],
            message=problem.message,
            code=problem.code,
            clause=problem.clause or None,
        )
        for problem in problems
    ]
