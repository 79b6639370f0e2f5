"""The concentration index on small cases worked by hand, and against two other formulas."""

import numpy as np
import pytest

from data.statistics import (
    concentration_curve,
    concentration_index,
    fractional_rank,
    index_with_interval,
    share_of_first,
)

RNG = np.random.default_rng(7)
NEED, MONEY, PEOPLE = RNG.normal(size=30), RNG.uniform(1, 900, 30), RNG.uniform(50, 5000, 30)


def by_covariance(need: np.ndarray, money: np.ndarray, people: np.ndarray) -> float:
    """2/μ times the weighted covariance of money per person and fractional rank (O'Donnell et al. 2008, 8.2)."""
    order = np.argsort(need)
    share = people[order] / people.sum()
    rank = np.cumsum(share) - share / 2
    each = (money / people)[order]
    return 2 * np.cov(each, rank, aweights=share, ddof=0)[0, 1] / (share @ each)


def by_trapezoid(need: np.ndarray, money: np.ndarray, people: np.ndarray) -> float:
    """One minus twice the area under the curve."""
    _, p, money_share = concentration_curve(need, money, people)
    return 1 - 2 * np.trapezoid(np.r_[0, money_share], np.r_[0, p])


class TestByHand:
    @pytest.mark.parametrize(
        ("money", "people", "expected"),
        [
            ([10, 20, 30], [1, 2, 3], 0),  # the same for each person
            ([5, 0], [1, 1], -0.5),  # R = 1/4 and 3/4: 2 · 1/4 − 1
            ([0, 5], [1, 1], 0.5),  # 2 · 3/4 − 1
            ([3, 1, 0], [1, 1, 2], -0.625),  # R = 1/8, 3/8, 3/4: 2 · (3/4 · 1/8 + 1/4 · 3/8) − 1
            ([7, 0, 0, 0], [1, 3, 3, 3], -0.9),  # all to the first tenth: 2 · 0.05 − 1
            ([0, 0, 0, 7], [3, 3, 3, 1], 0.9),
        ],
    )
    def test_the_first_is_the_neediest(self, money: list, people: list, expected: float) -> None:
        assert concentration_index(np.arange(len(money)), money, people) == pytest.approx(expected)

    def test_the_order_is_that_of_need_not_of_the_rows(self) -> None:
        assert concentration_index([9, 1], [5, 0], [1, 1]) == pytest.approx(0.5)

    def test_ties_share_their_middle(self) -> None:
        assert fractional_rank(np.array([1.0, 1.0, 2.0]), np.array([1.0, 1.0, 2.0])).tolist() == [0.25, 0.25, 0.75]
        one = concentration_index([1, 1, 2], [4, 0, 4], [1, 1, 2])
        assert one == concentration_index([1, 1, 2], [0, 4, 4], [1, 1, 2]) == pytest.approx(0)

    def test_curve(self) -> None:
        order, people, money = concentration_curve([3, 1, 2], [0, 3, 1], [2, 1, 1])
        assert order.tolist() == [1, 2, 0]
        assert people.tolist() == [0.25, 0.5, 1]
        assert money.tolist() == [0.75, 1, 1]
        assert share_of_first(0.25, people, money) == 0.75
        assert share_of_first(0.125, people, money) == 0.375  # half of the first place

    def test_nobody_and_nothing(self) -> None:
        assert np.isnan(concentration_index([1, 2], [0, 0], [1, 1]))
        assert np.isnan(index_with_interval((), (), ()).value)
        few = index_with_interval((1.0, 2.0), (5.0, 0.0), (1.0, 1.0))
        assert few.value == pytest.approx(-0.5)
        assert np.isnan(few.low)


class TestAgainstOtherFormulas:
    def test_covariance(self) -> None:
        assert concentration_index(NEED, MONEY, PEOPLE) == pytest.approx(by_covariance(NEED, MONEY, PEOPLE))

    def test_trapezoid(self) -> None:
        assert concentration_index(NEED, MONEY, PEOPLE) == pytest.approx(by_trapezoid(NEED, MONEY, PEOPLE))

    def test_many_at_once(self) -> None:
        draws = RNG.integers(0, 30, (5, 30))
        together = concentration_index(NEED[draws], MONEY[draws], PEOPLE[draws])
        assert together == pytest.approx([concentration_index(NEED[d], MONEY[d], PEOPLE[d]) for d in draws])
        assert concentration_index(NEED[draws].T, MONEY[draws].T, PEOPLE[draws].T, axis=0) == pytest.approx(together)


class TestInterval:
    found = index_with_interval(tuple(NEED), tuple(MONEY), tuple(PEOPLE))

    def test_the_seed_is_fixed(self) -> None:
        index_with_interval.cache_clear()
        assert index_with_interval(tuple(NEED), tuple(MONEY), tuple(PEOPLE)) == self.found

    def test_it_is_near_a_plain_percentile_bootstrap(self) -> None:
        rng = np.random.default_rng(1)
        draws = rng.integers(0, 30, (4000, 30))
        plain = np.percentile([by_covariance(NEED[d] + 0, MONEY[d], PEOPLE[d]) for d in draws], [2.5, 97.5])
        assert self.found.low < self.found.value < self.found.high
        assert [self.found.low, self.found.high] == pytest.approx(plain, abs=0.05)
