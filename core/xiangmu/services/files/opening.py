"""The store that the settings name."""

from pathlib import Path

from sqlalchemy import make_url

from xiangmu.services.files.local import INCOMING, LocalStore
from xiangmu.services.files.store import Store
from xiangmu.settings import Settings, SettingsError

BESIDE = "attachments"
"""The folder beside the database."""
WITHOUT_FILE = Path("var")
"""Where the folder is when the database is no file."""


def folder_of(settings: Settings) -> Path:
    """The folder for files of this installation."""
    if settings.attachments.folder:
        return Path(settings.attachments.folder)
    url = make_url(settings.database_url)
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return (Path(str(url.database)).parent if is_file else WITHOUT_FILE) / BESIDE


def open_store(settings: Settings) -> Store:
    """The store. Raises SettingsError when the extra that it needs is not installed."""
    bucket, folder = settings.attachments.bucket, folder_of(settings)
    if bucket.name is None:
        return LocalStore(folder)
    try:
        # heavy, and only of use here
        from xiangmu.services.files.s3 import BucketStore
    except ImportError as error:
        raise SettingsError("用 S3 存放附件需要 obstore, 请以 xiangmu[s3] 安装") from error
    return BucketStore(bucket, folder / INCOMING)
