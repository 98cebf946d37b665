"""Who leads and who cooperates, as the document names them; which reading each ranking follows."""

from xiangmu.plugin.policy import Basis
from xiangmu_lanxian.scoring import SCORING
from xiangmu_lanxian.targets import TARGETS


def test_units_are_those_that_each_clause_names() -> None:
    named = {one.clause: (one.lead, one.responsible, set(one.cooperating)) for one in TARGETS.targets}
    assert named == {
        "LX-08": (
            "fagai-ju",
            (),
            {"kaifaqu-guanweihui", "gongxin-ju", "tongji-ju", "xiangmu-tuijin-zhongxin"},
        ),
        "LX-12": (
            "fagai-ju",
            ("caizheng-ju",),
            {
                "kaifaqu-guanweihui",
                "xingzheng-shenpi-ju",
                "ziran-ziyuan-ju",
                "shengtai-huanjing-fenju",
                "nengyuan-ju",
                "xiangmu-tuijin-zhongxin",
            },
        ),
    }
    assert len({(one.clause, one.lead, one.cooperating) for one in TARGETS.targets}) == len(named)


def test_single_rankings_are_printed_and_means_of_ranks_derived() -> None:
    assert {one.basis for one in SCORING.rankings} == {Basis.PRINTED}
    assert {(one.basis, one.reading) for one in SCORING.classes} == {(Basis.DERIVED, "X4")}
    followed = {one.key.removesuffix("-month"): one.reading for one in SCORING.rankings}
    assert (followed["at_work_rate"], followed["funds_rate"]) == ("X3", "X9")
    assert (followed["tier_100yi"], followed["contribution_growth"]) == ("X10", "X6")
