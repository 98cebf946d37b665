"""Lights of projects: node plans, and whether works and investment match, as inspections look at them (LB-15)."""

from xiangmu.plugin.common_lights import DUAL, PLAN
from xiangmu_lingbao.policy import POLICY

LIGHTS = (PLAN.under(POLICY.key, "LB-15"), DUAL.under(POLICY.key, "LB-15"))
