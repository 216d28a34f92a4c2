"""What the commands share: their options, and the types of what is typed for them.

A word of a vocabulary, a day or a name is checked and completed by the tables of the package, which are loaded when a
command needs them and not for the help of another. Imports click.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import click
from click.shell_completion import CompletionItem

import axis_tracker as axt
from axis_tracker.cli.output import working
from axis_tracker.dataset.record_set import tables_of

if TYPE_CHECKING:
    from axis_tracker.imprecise.dates import ImpreciseDate

    _OfText = click.ParamType[str]
    _OfDates = click.ParamType[ImpreciseDate]
    _OfNumbers = click.ParamType[Decimal]
else:  # in click before 8.5 a type of parameters has no parameter of its own
    _OfText = _OfDates = _OfNumbers = click.ParamType

__all__ = [
    "ACTOR",
    "CLAIM",
    "COLLECTION",
    "DAY",
    "DOCUMENT",
    "EVENT",
    "ITEM",
    "KIND",
    "PLACE",
    "RECORD",
    "WHEN",
    "Word",
    "certainty",
    "data_option",
    "dataset_from",
    "dataset_options",
    "json_option",
    "policy_options",
    "possible_option",
]

P = ParamSpec("P")
R = TypeVar("R")


class Word(_OfText):
    """A word of a vocabulary, given as `module:Enum`."""

    name = "word"

    def __init__(self, home: str) -> None:
        self._home = home

    @functools.cached_property
    def meanings(self) -> dict[str, str]:
        """The words, and what each stands for."""
        module, _, name = self._home.partition(":")
        return {one.value: getattr(one, "meaning", "") for one in getattr(importlib.import_module(module), name)}

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The words, as help shows them."""
        return f"[{'|'.join(self.meanings)}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself; a usage error for any other."""
        return str(click.Choice([*self.meanings]).convert(value, param, ctx))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin so, with their meaning."""
        return [
            CompletionItem(word, help=meaning) for word, meaning in self.meanings.items() if word.startswith(incomplete)
        ]


class _When(_OfDates):
    """A date or a stretch of time in EDTF."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ImpreciseDate:
        """The date; a usage error for what is none."""
        try:
            return axt.ImpreciseDate.of(value)
        except axt.InvalidValueError as error:
            self.fail(str(error), param, ctx)


class _Day(_When):
    """A day, or the last day of a longer time."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ImpreciseDate:
        """The date; a usage error for what is none or has no last day."""
        when = super().convert(value, param, ctx)
        if when.latest is None:
            self.fail(f"{value!r}: a day was expected, or a time with a last day", param, ctx)
        return when


class _Percent(_OfNumbers):
    """An exact number."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The number; a usage error for what is none."""
        try:
            return Decimal(value)
        except InvalidOperation:
            self.fail(f"{value!r}: a number was expected, such as 10 or 2.5", param, ctx)


class _Name(_OfText):
    """An id of some collections, or a name; the data tell whether there is one."""

    def __init__(self, name: str, *collections: str) -> None:
        self.name = name
        self._collections = collections

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The ids that begin so, with the name of each; nothing where the data cannot be read."""
        try:
            dataset = dataset_from(ctx.params.get("data"))
        except (axt.AxisTrackerError, OSError):
            return []
        return [
            CompletionItem(key, help=getattr(record, "name", None))
            for collection in self._collections or tables_of(dataset)
            for key, record in tables_of(dataset)[collection].items()
            if key.startswith(incomplete)
        ]


class _Kind(_OfText):
    """A kind of event; the data may have others than this package."""

    name = "kind"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The kinds of event of this package that begin so."""
        from axis_tracker.model.events import EVENT_KINDS

        return [CompletionItem(one.kind) for one in EVENT_KINDS if one.kind.startswith(incomplete)]


ACTOR: Final = _Name("actor", "actors")
PLACE: Final = _Name("place", "places")
ITEM: Final = _Name("item", "items")
DOCUMENT: Final = _Name("document", "documents")
EVENT: Final = _Name("event", "events")
CLAIM: Final = _Name("claim", "claims")
RECORD: Final = _Name("id")
KIND: Final = _Kind()
WHEN: Final = _When()
DAY: Final = _Day()
COLLECTION: Final = click.Choice(["actors", "places", "items", "documents", "events", "claims"])

data_option: Final = click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="PATH",
    is_eager=True,
    help="A file of any format or a folder of TOML, instead of the packaged data.",
)
json_option: Final = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
possible_option: Final = click.option(
    "--possible", is_flag=True, help="Also what only possibly meets the question, such as what has no date."
)


def certainty(*, possible: bool) -> str:
    """What `--possible` says."""
    return "possible" if possible else "certain"


def dataset_from(data: Path | None) -> axt.Dataset:
    """The packaged data, or somebody's own."""
    if data is None:
        return axt.load()
    with working("Reading the data"):
        return axt.read(data)


def dataset_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add `--data`, `--as-of` and `--json`; the command gets the `dataset` and `as_json`."""

    @data_option
    @click.option("--as-of", type=DAY, help="Ask what had been said by the end of that day.")
    @json_option
    @functools.wraps(command)
    def run(*args: Any, data: Path | None, as_of: ImpreciseDate | None, **kwargs: Any) -> R:
        whole = dataset_from(data)
        return command(*args, dataset=whole if as_of is None else whole.as_of(as_of), **kwargs)

    return run


def policy_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add what an estimate takes for granted; the command gets the `policy`, None where nothing is said."""

    @click.option("--only", type=ACTOR, multiple=True, help="Count claims by this actor alone; may be repeated.")
    @click.option("--without", type=ACTOR, multiple=True, help="Leave out claims by this actor; may be repeated.")
    @click.option(
        "--minimum-likelihood",
        type=Word("axis_tracker.model.vocabulary:Likelihood"),
        metavar="WORD",
        help="The weakest hedge that still counts.  [default: likely]",
    )
    @click.option("--origins", type=click.IntRange(min=1), help="How many independent origins must say an end.")
    @click.option("--unnamed", type=_policy("Unnamed"), help="What becomes of unnamed sources.  [default: kept]")
    @click.option("--assumptions", type=_policy("Assumptions"), help="What becomes of figures under an assumption.")
    @click.option("--rates", type=_policy("Rates"), help="What becomes of rates.")
    @click.option("--phases", type=_policy("PhaseOrder"), help="Whether figures of one phase bound another.")
    @click.option("--margin", type=_Percent(), help='How "around" is read: as this much to either side.')
    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> R:
        given = {name: kwargs.pop(name) for name in _POLICY}
        chosen = {name: value for name, value in given.items() if value not in (None, ())}
        try:
            policy = axt.Policy(**chosen) if chosen else None
        except axt.InvalidValueError as error:
            raise click.UsageError(str(error)) from None
        return command(*args, policy=policy, **kwargs)

    return run


_POLICY: Final = (
    "only",
    "without",
    "minimum_likelihood",
    "origins",
    "unnamed",
    "assumptions",
    "rates",
    "phases",
    "margin",
)


def _policy(name: str) -> Word:
    return Word(f"axis_tracker.reasoning.policies:{name}")
