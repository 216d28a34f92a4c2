"""Revision steps: the claims that report one revision together, and which step follows which.

Imports the dataset and `matters`; `revisions` shows the chains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TypeAlias

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.model.claims import Claim
from axis_tracker.reasoning.matters import Matter, matter_of, number_of, report_of

__all__ = ["RevisionSteps", "Step"]

Step: TypeAlias = tuple[Claim, ...]
"""All claims that report one step of a chain, sorted by id."""


class RevisionSteps:
    """The steps of all chains of a dataset. Each step has at most one before it, so that the steps form trees.

    Attributes:
        firsts: The first steps, which revise nothing, by the id of their first claim.
    """

    def __init__(self, dataset: RecordSet) -> None:
        self.firsts: list[Step] = []
        self._next: dict[str, list[Step]] = {}
        self._revising: dict[str, list[Claim]] = {}
        self._placed: set[str] = set()
        self._others: dict[tuple[str, Matter], list[Claim]] = {}
        for claim in dataset.claims:
            if claim.revises is not None:
                self._revising.setdefault(claim.revises, []).append(claim)
        revising = [claim for group in self._revising.values() for claim in group]
        linked = {(claim.utterance, matter_of(claim)) for claim in revising}
        touched = {dataset.claims[key].utterance for key in self._revising} | {claim.utterance for claim in revising}
        for claim in dataset.claims:
            if claim.revises is None and claim.utterance in touched:
                self._others.setdefault((claim.utterance, matter_of(claim)), []).append(claim)
        for key, claims in self._others.items():
            # A report that nothing revises belongs to the first step, unless its utterance also revises something.
            for step in _steps_of(one for one in claims if one.id in self._revising or key not in linked):
                if any(one.id in self._revising for one in step):
                    self._grow(step)
        self.firsts.sort(key=lambda step: step[0].id)

    def _grow(self, first: Step) -> None:
        self._placed.update(one.id for one in first)
        self.firsts.append(first)
        waiting = [first]
        while waiting:
            step = waiting.pop()
            following: dict[tuple[str, Matter], list[Claim]] = {}
            for one in step:
                for claim in self._revising.get(one.id, ()):
                    following.setdefault((claim.utterance, matter_of(claim)), []).append(claim)
            own = step[0].utterance
            found: list[Step] = []
            for (utterance, matter), claims in following.items():
                same = self._others.get((utterance, matter), ()) if utterance != own else ()
                others = [one for one in same if one.id not in self._placed and one.id not in self._revising]
                steps = _steps_of([*claims, *others])
                found += [one for one in steps if any(claim.revises is not None for claim in one)]
            found.sort(key=lambda each: each[0].id)
            for each in found:
                self._placed.update(one.id for one in each)
            self._next[step[0].id] = found
            waiting.extend(found)

    def chains(self, first: Step) -> Iterator[tuple[Step, ...]]:
        """Yield every way from a first step to a last one."""
        path: list[Step] = []
        waiting: list[tuple[int, Step]] = [(0, first)]
        while waiting:
            depth, step = waiting.pop()
            del path[depth:]
            path.append(step)
            following = self._next[step[0].id]
            if not following:
                yield tuple(path)
            waiting.extend((depth + 1, one) for one in reversed(following))


def _steps_of(claims: Iterable[Claim]) -> list[Step]:
    """Split the claims of one utterance on one matter into those that report one figure.

    These are all of them, unless one report gives several figures. Then only claims that agree are reports of one.
    """
    listed = sorted(claims, key=attrgetter("id"))
    if len(listed) < 2:
        return [tuple(listed)] if listed else []
    by_report: dict[object, set[object]] = {}
    for one in listed:
        by_report.setdefault(report_of(one), set()).add(_figure_of(one))
    if all(len(figures) == 1 for figures in by_report.values()):
        return [tuple(listed)]
    alike: dict[object, list[Claim]] = {}
    for one in listed:
        alike.setdefault(_figure_of(one), []).append(one)
    return [tuple(group) for group in alike.values()]


def _figure_of(claim: Claim) -> object:
    return (claim.stance, number_of(claim), claim.when)
