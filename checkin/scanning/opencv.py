"""OpenCV, made silent before it loads: a missing camera is the operator's line to read, not a library's log.

Everything in the package that needs OpenCV imports it from here, and only when it is first needed.
"""

from __future__ import annotations

import os

_QUIET = {
    "OPENCV_LOG_LEVEL": "OFF",
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
    # A camera that stops giving frames is noticed after three seconds instead of ten.
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "3",
    # Focus, exposure and gain as shares of the driver's own scale: see `controls`.
    "OPENCV_VIDEOIO_V4L_RANGE_NORMALIZED": "1",
    # Without it Media Foundation takes up to half a minute to open a camera.
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",
    # The system asks for the permission itself; OpenCV can only ask on the main thread, and gives up elsewhere.
    "OPENCV_AVFOUNDATION_SKIP_AUTH": "1",
}
for _name, _value in _QUIET.items():
    os.environ.setdefault(_name, _value)

import cv2  # noqa: E402 - OpenCV reads the variables above while it loads
import cv2.utils.logging  # noqa: E402

# The variable does nothing where another package loaded OpenCV before.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

__all__ = ["cv2"]
