"""What the environment says is read strictly: what is misspelt or unfit stops the start, in Chinese."""

from ipaddress import ip_network

import pytest

from xiangmu.settings import Documents, Settings, SettingsError


def test_nothing_set_is_the_default() -> None:
    assert Settings.from_environment({"PATH": "/bin", "XIANGMU_LIMITS_DEPTH": ""}) == Settings()


def test_every_kind_of_value() -> None:
    settings = Settings.from_environment(
        {
            "XIANGMU_DATABASE_URL": "sqlite:///x.db",
            "XIANGMU_PLUGINS": "ruzhou, lanxian,",
            "XIANGMU_API_INTROSPECTION": "false",
            "XIANGMU_API_DOCUMENTS": "ONLY",
            "XIANGMU_LIMITS_DEPTH": "7",
            "XIANGMU_HTTP_ORIGINS": "https://a.example:8443,capacitor://localhost",
            "XIANGMU_HTTP_PROXIES": "10.0.0.0/8,fd00::1",
            "XIANGMU_METRICS_TOKEN": "a secret",
        }
    )
    assert settings.database_url == "sqlite:///x.db"
    assert settings.plugins == ("ruzhou", "lanxian")
    assert (settings.api.introspection, settings.api.documents) == (False, Documents.ONLY)
    assert settings.limits.depth == 7
    assert settings.http.origins == ("https://a.example:8443", "capacitor://localhost")
    assert settings.http.proxies == (ip_network("10.0.0.0/8"), ip_network("fd00::1/128"))
    assert "a secret" not in repr(settings)


def test_an_empty_list_is_not_the_default() -> None:
    settings = Settings.from_environment({"XIANGMU_PLUGINS": "", "XIANGMU_HTTP_PROXIES": ""})
    assert (settings.plugins, settings.http.proxies) == ((), ())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("XIANGMU_LIMITS_DEPT", "7", "不认识环境变量 XIANGMU_LIMITS_DEPT, 是否指 XIANGMU_LIMITS_DEPTH"),
        ("XIANGMU_MOON", "7", "不认识环境变量 XIANGMU_MOON"),
        ("XIANGMU_LIMITS_DEPTH", "0", "环境变量 XIANGMU_LIMITS_DEPTH 的值不合要求: 须为整数, 不小于 1"),
        ("XIANGMU_LIMITS_DEPTH", "七", "须为整数, 不小于 1"),
        ("XIANGMU_LIMITS_DEPTH", "9" * 30, "须为整数, 不小于 1"),
        ("XIANGMU_BUDGET_ANONYMOUS", "-1", "须为整数, 不小于 0"),
        ("XIANGMU_API_INTROSPECTION", "也许", "须为 true 或 false"),
        ("XIANGMU_API_DOCUMENTS", "only", "须为 OFF、ALLOW、ONLY 之一"),
        ("XIANGMU_HTTP_ORIGINS", "*", "应为: 允许哪些网站的网页跨域调用"),
        ("XIANGMU_HTTP_ORIGINS", "null", "应为: 允许哪些网站的网页跨域调用"),
        ("XIANGMU_HTTP_ORIGINS", "https://a.example/", "应为: 允许哪些网站的网页跨域调用"),
        ("XIANGMU_HTTP_PROXIES", "10.0.0.300", "应为: 哪些地址是反向代理"),
    ],
)
def test_what_cannot_be_used_is_named_and_its_value_is_not_shown(name: str, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({name: text})
    assert said in str(refused.value)
    assert refused.value.__cause__ is None
    assert len(text) < 3 or text not in str(refused.value).replace(said, "")
