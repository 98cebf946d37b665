"""Contents in a bucket of a store that speaks S3. Needs the extra ``s3``."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from obstore import delete_async, get_async, put_async
from obstore.exceptions import BaseError
from obstore.store import S3Store

from xiangmu.services.files.local import disk
from xiangmu.services.files.store import CHUNK, Content, MissingFileError, StoreError
from xiangmu.settings import BucketSettings

PATIENCE = timedelta(seconds=10)
"""How long a store that fails is asked again."""


@contextmanager
def _network() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        # what there is not is told so; the bucket alone is not
        raise MissingFileError(str(error)) from error
    except (BaseError, OSError) as error:
        raise StoreError("附件库(S3)不可用, 请联系管理员") from error


class BucketStore:
    """A bucket; what is not complete yet waits in ``folder`` on this machine."""

    def __init__(self, settings: BucketSettings, folder: Path) -> None:
        self._folder = folder
        self._store = S3Store(
            settings.name,
            prefix=settings.prefix,
            endpoint=settings.endpoint,
            region=settings.region,
            access_key_id=settings.key.get_secret_value() if settings.key else None,
            secret_access_key=settings.secret.get_secret_value() if settings.secret else None,
            virtual_hosted_style_request=settings.host_style,
            client_options={"allow_http": settings.endpoint.startswith("http://"), "timeout": "60s"},
            retry_config={"max_retries": 2, "retry_timeout": PATIENCE},
        )

    @property
    def incoming(self) -> Path:
        """On this machine."""
        with disk():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder

    async def keep(self, content: Content, file: Path) -> None:
        """See Store."""
        with _network():
            await put_async(self._store, content.path, file)

    async def read(self, content: Content) -> AsyncIterator[bytes]:
        """See Store."""
        with _network():
            found = await get_async(self._store, content.path)
            async for chunk in found.stream(min_chunk_size=CHUNK):
                yield bytes(chunk)

    async def remove(self, content: Content) -> None:
        """See Store."""
        with _network():
            await delete_async(self._store, content.path)
