"""From a camera to texts: frames, decoding, and the loop in which one presentation is one scan.

Importing this package, `sources`, `scanner`, `camera` or `decoder` loads neither OpenCV nor a decoder: they come with
the first camera that is opened and the first `Decoder` that is made, since the window's start must not wait for them.
"""
