"""HiGHS without a word of its own."""

import highspy


class QuietHighs(highspy.Highs):
    """
    A HiGHS that prints nothing, not even its banner.

    The banner comes as callbacks are enabled, which the constructor does before anybody could
    set an option.
    """

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is HiGHS's
        """Silence it, then enable callbacks."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()
