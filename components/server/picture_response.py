"""Answer with a picture, or say why there is none; wait without a thread until the client goes."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from components.exports import Drawing
from components.server.picture_queue import (
    FAILED_FOR,
    FailedPictureError,
    PictureQueue,
    TooManyPicturesError,
)
from components.server.request_work import while_connected
from components.server.view_request import refused_for_now
from components.wording import refusal as words

pictures = PictureQueue()


async def send_picture(
    request: Request, lay_out: Callable[[], Drawing], headers: dict[str, str], media_type: str
) -> Response:
    """Return a picture, kept by the ETag in its headers; `lay_out` begins it.

    Raise GoneError when the client goes, and what `lay_out` raises.
    """

    async def wait() -> Response:
        try:
            picture = await pictures.get(headers["ETag"], lay_out)
        except TooManyPicturesError:
            return refused_for_now(words.TOO_MANY_PICTURES)
        except FailedPictureError:
            return refused_for_now(words.NO_PICTURE, FAILED_FOR)
        return Response(picture, headers=headers, media_type=media_type)

    return await while_connected(request, wait)
