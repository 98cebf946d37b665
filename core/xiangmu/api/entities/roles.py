"""Roles and permissions with the Chinese descriptions that the schema needs; types import them from here."""

from xiangmu.access.roles import Permission, Role
from xiangmu.api.enums import describe

__all__ = ["Permission", "Role"]

describe(
    Role,
    "角色。",
    {
        Role.PLATFORM_ADMIN: "平台管理员:管账号、令牌和授权,可看全部,不动业务",
        Role.OFFICE: "重点项目办:本辖区的一切业务",
        Role.APPROVER: "领导小组:看本辖区,批准或退回公布稿",
        Role.REPORTER: "填报员:本单位的项目,所报待重点项目办核实",
        Role.LEADER: "包联领导:看本辖区,就问题作批示",
        Role.INSPECTOR: "核查人员:看本辖区,记核查结果",
        Role.ENTERPRISE: "企业:提出问题,确认其办结,只看自己提出的",
        Role.VIEWER: "查看者:只看本辖区,或其中一个单位",
    },
)
describe(
    Permission,
    "一项权限。",
    {
        Permission.READ: "查看项目、单位、事实和已公布的结果",
        Permission.SEE_RESULTS: "查看公布之前的得分、榜、问责名单和草稿",
        Permission.RECORD: "录入事实,当即确认",
        Permission.REPORT: "填报事实,待核实",
        Permission.CONFIRM: "核实、退回和更正事实",
        Permission.ASSESS: "决定哪些项目纳入考核、归哪个单位",
        Permission.JUDGE: "作只能由人作的认定",
        Permission.PUBLISH_DRAFT: "拟公布稿,答复异议",
        Permission.PUBLISH_APPROVE: "批准公布稿,即行公布,或退回;批准或退回会议方案",
        Permission.OBJECT: "代单位对公布稿提异议",
        Permission.SURVEY: "发起和结束企业评议",
        Permission.INSPECT: "记核查和所发现的问题",
        Permission.INSTRUCT: "就所包联项目的问题作批示、予以办结,记领导走访",
        Permission.RAISE: "提出问题,确认自己所提问题的办结",
        Permission.CONFIGURE: "维护单位,启用文件、定口径",
        Permission.KEEP_PEOPLE: "登记人员,抹去其资料",
        Permission.SEE_PERSONAL: "查看姓名和电话",
        Permission.SEE_JUDGES: "查看由谁认定",
        Permission.AUDIT: "查看谁记了什么,不限于自己所记",
        Permission.KEEP_CHANNELS: "维护通知渠道,查看通知的投递",
        Permission.MANAGE_REPORTERS: "管理本辖区填报员和查看者的授权",
        Permission.MANAGE_ACCESS: "管理账号、令牌和全部授权",
        Permission.INSTALL: "安装辖区",
    },
)
