"""HiGHS without a word and without threads of its own."""

import highspy


class QuietHighs(highspy.Highs):
    """
    A HiGHS that works in the caller's thread and prints nothing, not even its banner.

    The banner comes as callbacks are enabled, which the constructor does before anybody could
    set an option.
    """

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is HiGHS's
        """Silence it, then enable callbacks."""
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)
        super().enableCallbacks()
