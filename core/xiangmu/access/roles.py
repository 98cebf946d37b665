"""What there is to be allowed, and which role may do it: one table."""

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """One thing that one may do."""

    READ = "READ"
    """See projects, units, facts and figures."""
    SEE_RESULTS = "SEE_RESULTS"
    """See results before they are published: cards, boards, lists of accountability, drafts."""
    RECORD = "RECORD"
    """Record facts; they are confirmed at once."""
    REPORT = "REPORT"
    """Record facts about a unit's projects; they are claimed until somebody confirms them."""
    CONFIRM = "CONFIRM"
    """Confirm, reject and correct facts."""
    ASSESS = "ASSESS"
    """Decide which projects a policy takes in, and for which unit."""
    JUDGE = "JUDGE"
    """Give the points that only a person can give."""
    PUBLISH_DRAFT = "PUBLISH_DRAFT"
    """Draft publications and answer objections."""
    PUBLISH_APPROVE = "PUBLISH_APPROVE"
    """Approve drafts, which publishes them, or return them; likewise proposals of meetings."""
    OBJECT = "OBJECT"
    """Object to a draft for a unit."""
    SURVEY = "SURVEY"
    """Open and close surveys."""
    INSPECT = "INSPECT"
    """Record inspections and what they found."""
    INSTRUCT = "INSTRUCT"
    """Instruct on the problems of projects that one stands behind, settle them, and record visits to projects."""
    RAISE = "RAISE"
    """Raise problems, and confirm how one's own were settled."""
    CONFIGURE = "CONFIGURE"
    """Keep the units, and enable policies with their readings."""
    KEEP_PEOPLE = "KEEP_PEOPLE"
    """Register people and erase their data."""
    SEE_PERSONAL = "SEE_PERSONAL"
    """See names and phone numbers."""
    SEE_JUDGES = "SEE_JUDGES"
    """See who judged."""
    AUDIT = "AUDIT"
    """See who recorded what, and the ledger beyond one's own entries."""
    KEEP_CHANNELS = "KEEP_CHANNELS"
    """Keep the channels of notifications, and see what became of messages."""
    MANAGE_REPORTERS = "MANAGE_REPORTERS"
    """Give and take the grants of a jurisdiction's reporters and viewers."""
    MANAGE_ACCESS = "MANAGE_ACCESS"
    """Keep accounts, tokens and every grant."""
    INSTALL = "INSTALL"
    """Install jurisdictions."""


class Role(StrEnum):
    """What somebody is in a jurisdiction."""

    PLATFORM_ADMIN = "PLATFORM_ADMIN"
    OFFICE = "OFFICE"
    APPROVER = "APPROVER"
    REPORTER = "REPORTER"
    LEADER = "LEADER"
    INSPECTOR = "INSPECTOR"
    ENTERPRISE = "ENTERPRISE"
    VIEWER = "VIEWER"


class Reach(StrEnum):
    """How far a role extends."""

    INSTALLATION = "INSTALLATION"
    JURISDICTION = "JURISDICTION"
    UNIT = "UNIT"
    EITHER = "EITHER"
    """A jurisdiction or one unit of it."""


_P = Permission
PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    # of business facts an administrator changes nothing, and looking after accounts needs nobody's phone number
    Role.PLATFORM_ADMIN: frozenset(
        {
            _P.READ,
            _P.SEE_RESULTS,
            _P.SEE_JUDGES,
            _P.AUDIT,
            _P.KEEP_CHANNELS,
            _P.MANAGE_REPORTERS,
            _P.MANAGE_ACCESS,
            _P.INSTALL,
        }
    ),
    Role.OFFICE: frozenset(
        {
            _P.READ,
            _P.SEE_RESULTS,
            _P.RECORD,
            _P.REPORT,
            _P.CONFIRM,
            _P.ASSESS,
            _P.JUDGE,
            _P.PUBLISH_DRAFT,
            _P.SURVEY,
            _P.INSPECT,
            _P.INSTRUCT,
            _P.RAISE,
            _P.CONFIGURE,
            _P.KEEP_PEOPLE,
            _P.SEE_PERSONAL,
            _P.SEE_JUDGES,
            _P.AUDIT,
            _P.KEEP_CHANNELS,
            _P.MANAGE_REPORTERS,
        }
    ),
    Role.APPROVER: frozenset({_P.READ, _P.SEE_RESULTS, _P.SEE_JUDGES, _P.PUBLISH_APPROVE}),
    Role.REPORTER: frozenset({_P.READ, _P.SEE_RESULTS, _P.REPORT, _P.RAISE, _P.OBJECT}),
    Role.LEADER: frozenset({_P.READ, _P.SEE_RESULTS, _P.INSTRUCT, _P.RAISE}),
    Role.INSPECTOR: frozenset({_P.READ, _P.SEE_RESULTS, _P.INSPECT, _P.RAISE}),
    # it knows nothing but what it raised itself
    Role.ENTERPRISE: frozenset({_P.RAISE}),
    Role.VIEWER: frozenset({_P.READ}),
}
REACH: Mapping[Role, Reach] = {
    Role.PLATFORM_ADMIN: Reach.INSTALLATION,
    Role.OFFICE: Reach.JURISDICTION,
    Role.APPROVER: Reach.JURISDICTION,
    Role.REPORTER: Reach.UNIT,
    Role.LEADER: Reach.JURISDICTION,
    Role.INSPECTOR: Reach.JURISDICTION,
    Role.ENTERPRISE: Reach.JURISDICTION,
    Role.VIEWER: Reach.EITHER,
}
