"""Pages are made a few at a time, however many are asked for."""

import threading
import time

import pytest

from components.streamlit_app.throttle import AT_ONCE, in_turn


def test_no_more_pages_than_may_be_are_made_at_once() -> None:
    counted = threading.Lock()
    now = most = 0

    def make() -> None:
        nonlocal now, most
        with in_turn():
            with counted:
                now += 1
                most = max(most, now)
            time.sleep(0.005)
            with counted:
                now -= 1

    threads = [threading.Thread(target=make) for _ in range(8 * AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (now, most) == (0, AT_ONCE)


def test_a_page_that_is_given_up_leaves_its_place_to_others() -> None:
    for _ in range(2 * AT_ONCE):
        with pytest.raises(KeyboardInterrupt), in_turn():
            raise KeyboardInterrupt
    with in_turn():
        pass
