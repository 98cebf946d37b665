"""Lights of projects: investment and visual progress under dual control (JC-25, J8), procedures (JC-15)."""

from xiangmu.plugin.common_lights import DUAL, PROCEDURES
from xiangmu_jincheng.policy import POLICY

LIGHTS = (DUAL.under(POLICY.key, "JC-25"), PROCEDURES.under(POLICY.key, "JC-15"))
