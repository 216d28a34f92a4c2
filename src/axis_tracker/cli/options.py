"""Options shared by several commands, and the types of the option values.

The types load the vocabulary, the names and the data only when a command needs them. Late loading keeps `--help` fast.
"""

from __future__ import annotations

import enum
import functools
import importlib
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypedDict, TypeVar

import click
from click.shell_completion import CompletionItem

import axis_tracker as axt
from axis_tracker.cli.output import Answer, status

if TYPE_CHECKING:
    from click import ParamType
else:

    class ParamType(click.ParamType):
        """`click.ParamType` with type arguments, which click itself supports only from version 8.5."""

        def __class_getitem__(cls, _: object) -> type:
            return cls


__all__ = [
    "ACTOR",
    "CLAIM",
    "COLLECTION",
    "CONVERSION",
    "DAY",
    "DOCUMENT",
    "EVENT",
    "ITEM",
    "KIND",
    "LIKELIHOOD",
    "MODALITY",
    "PHASE",
    "PLACE",
    "RECORD",
    "WHEN",
    "EnumChoice",
    "FigureOptions",
    "data_option",
    "dataset_from",
    "dataset_options",
    "figure_options",
    "json_option",
    "output_option",
    "policy_options",
    "possible_option",
    "reading_option",
    "word_option",
]

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])


class EnumChoice(ParamType[enum.Enum]):
    """An option type that accepts the value of an enum member.

    The enum is given in the form `module:Name`. The module is imported only when the option is used, completed or
    described in the help.
    """

    name = "word"

    def __init__(self, home: str) -> None:
        self._home = home

    @functools.cached_property
    def members(self) -> dict[str, enum.Enum]:
        """The members of the enum, keyed by value."""
        module, _, name = self._home.partition(":")
        return {member.value: member for member in getattr(importlib.import_module(module), name)}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> enum.Enum:
        """Return the member with this value. If no member has this value, raise a usage error that lists the values."""
        # click also converts default values, and converts those of a repeatable option more than once.
        if isinstance(value, enum.Enum):
            return value
        return self.members[click.Choice([*self.members]).convert(value, param, ctx)]

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the values that begin with the typed text, and the meaning of each value."""
        return [
            CompletionItem(value, help=getattr(member, "meaning", ""))
            for value, member in self.members.items()
            if value.startswith(incomplete)
        ]


class _WordOption(click.Option):
    """An option of type `EnumChoice`. In the help text, `{values}` is replaced by the list of values.

    `click.Choice` lists values before the help text, where a long list would make the help wider than 80 columns.
    """

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help text."""
        record = super().get_help_record(ctx)
        if record is None or not isinstance(self.type, EnumChoice):
            return record
        return record[0], record[1].replace("{values}", ", ".join(self.type.members))


def word_option(name: str, home: str, text: str, **settings: Any) -> Callable[[F], F]:
    """Return an option that accepts a member of the enum `home`. The list of values replaces `{values}` in `text`."""
    return click.option(name, cls=_WordOption, type=EnumChoice(home), help=text, **settings)


class _Date(ParamType["axt.ImpreciseDate"]):
    """An EDTF date or interval."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> axt.ImpreciseDate:
        """Return the date. Raise a usage error if the text is not valid EDTF."""
        try:
            return axt.ImpreciseDate.of(value)
        except axt.InvalidValueError as error:
            self.fail(str(error), param, ctx)


class _Day(_Date):
    """A date or interval that has a last day."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> axt.ImpreciseDate:
        """Return the date. Raise a usage error if the text is not valid EDTF, or if the date has no last day."""
        when = super().convert(value, param, ctx)
        if when.latest is None:
            self.fail(f"{value!r}: the date has no last day; write a day, or an interval that has an end", param, ctx)
        return when


class _Percent(ParamType[Decimal]):
    """An exact decimal number."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Return the number. Raise a usage error if the text is not a number."""
        try:
            return Decimal(value)
        except InvalidOperation:
            self.fail(f"{value!r}: not a number; write a number such as 10 or 2.5", param, ctx)


class _Conversion(ParamType["axt.Conversion | axt.Inclusion"]):
    """A conversion between units, as in `barrels=tonnes:0.13..0.14`, or an inclusion, as in `shells<rounds`."""

    name = "rule"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> axt.Conversion | axt.Inclusion:
        """Return the conversion or the inclusion. Raise a usage error if the text has neither form."""
        if isinstance(value, axt.Conversion | axt.Inclusion):
            return value
        found = _CONVERSION.fullmatch(value)
        if found is None:
            self.fail(f"{value!r}: {_missing_in_conversion(value)}; {_CONVERSION_FORMS}", param, ctx)
        try:
            if found["part"] is not None:
                return axt.Inclusion(part=found["part"], whole=found["whole"])
            low, high = found["low"], found["high"] or found["low"]
            return axt.Conversion(of=found["of"], to=found["to"], low=low, high=high)
        except axt.InvalidValueError as error:
            self.fail(f"{value!r}: {error}; {_CONVERSION_FORMS}", param, ctx)


_CONVERSION: Final = re.compile(
    r"\s*(?:(?P<part>[^<=]+?)\s*<\s*(?P<whole>[^<=]+?)"
    r"|(?P<of>[^<=]+?)\s*=\s*(?P<to>[^<=:]+?)\s*:\s*(?P<low>[^.:]*(?:\.[^.:]+)?)(?:\.\.(?P<high>[^:]+?))?)\s*"
)
_CONVERSION_FORMS: Final = (
    "write UNIT=UNIT:FACTOR or UNIT=UNIT:LOWEST..HIGHEST, such as barrels=tonnes:0.13..0.14, "
    "or PART<WHOLE, such as shells<rounds"
)


def _missing_in_conversion(value: str) -> str:
    """What is wrong with a conversion that has neither form."""
    if "=" not in value and "<" not in value:
        return "has neither = nor <"
    if "=" in value and ":" not in value:
        return "gives no factor"
    return "is not a conversion"


class _Name(ParamType[str]):
    """The id or name of a record. The library looks up the record in the data.

    If no collections are given, the record can be in any collection.
    """

    def __init__(self, name: str, *collections: str) -> None:
        self.name = name
        self._collections = collections

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the ids that begin with the typed text, and their names. Return nothing if the data are unreadable."""
        try:
            dataset = dataset_from(ctx.params.get("data"))
        except (axt.AxisTrackerError, OSError):
            return []
        return [
            CompletionItem(record.id, help=getattr(record, "name", None))
            for collection in self._collections or dataset.counts
            for record in getattr(dataset, collection)
            if record.id.startswith(incomplete)
        ]


class _Kind(ParamType[str]):
    """A kind of event. The kind is not checked here, because the data may contain kinds from other packages."""

    name = "kind"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the kinds of this package that begin with the typed text."""
        from axis_tracker.model.events import EVENT_KINDS

        return [CompletionItem(event.kind) for event in EVENT_KINDS if event.kind.startswith(incomplete)]


ACTOR: Final = _Name("actor", "actors")
PLACE: Final = _Name("place", "places")
ITEM: Final = _Name("item", "items")
DOCUMENT: Final = _Name("document", "documents")
EVENT: Final = _Name("event", "events")
CLAIM: Final = _Name("claim", "claims")
RECORD: Final = _Name("id")
KIND: Final = _Kind()
WHEN: Final = _Date()
DAY: Final = _Day()
CONVERSION: Final = _Conversion()
LIKELIHOOD: Final = "axis_tracker.model.vocabulary:Likelihood"
MODALITY: Final = "axis_tracker.model.vocabulary:Modality"
PHASE: Final = "axis_tracker.imprecise.measures:Phase"
COLLECTION: Final = click.Choice(["actors", "places", "items", "documents", "events", "claims"])


# --data is read first ("eager"), because the completion of ids needs it.
data_option: Final = click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="PATH",
    is_eager=True,
    help="Use this file, or this folder of TOML files, instead of the packaged data.",
)
json_option: Final = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
possible_option: Final = click.option(
    "--possible",
    "certainty",
    is_flag=True,
    callback=lambda _context, _option, possible: axt.Certainty.POSSIBLE if possible else axt.Certainty.CERTAIN,
    help="Also include possible matches, such as undated records.",
)


def reading_option(text: str) -> Callable[[F], F]:
    """Return the option `--reading`, which accepts every reading that can be estimated."""
    return click.option("--reading", type=click.Choice(["total", "level", "rate", "share", "fixed"]), help=text)


def output_option(text: str, *, required: bool = True) -> Callable[[F], F]:
    """Return the option `--output`, which accepts the path of a file to write."""
    path = click.Path(path_type=Path, dir_okay=False)
    return click.option("-o", "--output", type=path, required=required, help=text)


def dataset_from(data: Path | None) -> axt.Dataset:
    """Read the dataset at the path, or load the packaged data if the path is None."""
    if data is None:
        return axt.load()
    with status("Reading the data"):
        return axt.read(data)


def dataset_options(command: Callable[..., Answer]) -> Callable[..., None]:
    """Add `--data`, `--as-of` and `--json`. The command receives `dataset` and returns an answer, which is printed."""

    @data_option
    @click.option("--as-of", type=DAY, help="Use only what had been said by the end of this day.")
    @json_option
    @functools.wraps(command)
    def run(*args: Any, data: Path | None, as_of: axt.ImpreciseDate | None, as_json: bool, **kwargs: Any) -> None:
        whole = dataset_from(data)
        dataset = whole if as_of is None else whole.as_of(as_of)
        command(*args, dataset=dataset, **kwargs).print(as_json=as_json)

    return run


class FigureOptions(TypedDict):
    """The values of the options in `figure_options`, keyed by the keyword arguments of `Dataset.estimate`."""

    supplier: str | None
    recipient: str | None
    of: str | None
    to: str | None
    in_support_of: str | None
    losses_of: str | None
    place: str | None
    item: str | None
    event: str | None
    kind: str | None
    phase: axt.Phase | None
    reading: str | None
    unit: str | None
    modality: axt.Modality | None
    since: axt.ImpreciseDate | None
    at: axt.ImpreciseDate | None
    conversions: tuple[axt.Conversion | axt.Inclusion, ...]


def figure_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add the options that select one figure. The command receives them as `FigureOptions`.

    The command ends with a usage error if the options select no figure, or if they give both an event and fields of an
    event.
    """

    @click.option("--supplier", type=ACTOR, help="Supplier of an arms transfer.")
    @click.option("--recipient", type=ACTOR, help="Recipient of an arms transfer.")
    @click.option("--of", type=ACTOR, help="Actor whose forces are deployed.")
    @click.option("--to", type=PLACE, help="Place where the forces are deployed.")
    @click.option("--in-support-of", type=ACTOR, help="Actor that the forces support.")
    @click.option("--losses-of", type=ACTOR, help="Actor whose losses are counted.")
    @click.option("--place", type=PLACE, help="Place of the event.")
    @click.option("--item", type=ITEM, help="Item to count, such as missiles or troops.")
    @click.option("--event", type=EVENT, help="Id of one event. Use --event instead of the options above.")
    @click.option("--kind", type=KIND, help="Kind of event.  [default: the first kind with these fields]")
    @word_option("--phase", PHASE, "Stage to count: {values}.  [default: chosen]")
    @reading_option(
        "How to read the number: the total so far (total), the number at one time (level), a number for each period "
        "(rate), a percentage (share), or a fixed value such as a capacity (fixed).  [default: chosen]"
    )
    @click.option("--unit", help="Unit to count in.  [default: chosen]")
    @word_option(
        "--modality",
        MODALITY,
        "Count facts, or what is planned, predicted and so on: {values}.  [default: actual, or planned if the phase is "
        "planned]",
    )
    @click.option("--since", type=WHEN, help="Use only figures for the period that begins at this time.")
    @click.option("--at", type=DAY, help="Day of the estimate.  [default: the last day that the claims mention]")
    @click.option(
        "--convert",
        "conversions",
        type=CONVERSION,
        multiple=True,
        help="Convert figures in another unit. barrels=tonnes:0.13..0.14 means that a barrel is 0.13 to 0.14 tonnes; "
        '"shells<rounds" means that all shells are rounds. Can be repeated. Quote the rule, because shells read < as a '
        "redirection.",
    )
    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> R:
        fields = [f"--{name.replace('_', '-')}" for name in _FIELDS if kwargs[name] is not None]
        if not fields and kwargs["event"] is None:
            raise click.UsageError(
                "no figure is selected; say what to count, for example with --supplier, --item, --place or --event"
            )
        if fields and kwargs["event"] is not None:
            raise click.UsageError(f"--event already identifies the event; omit {fields[0]}")
        return command(*args, **kwargs)

    return run


_FIELDS: Final = ("supplier", "recipient", "of", "to", "in_support_of", "losses_of", "place", "item", "kind")


def policy_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add options for all fields of `Policy` except `stances`.

    The command receives `policy`, which is None if none of these options is used.
    """

    @click.option("--only", type=ACTOR, multiple=True, help="Use only claims by this actor. Can be repeated.")
    @click.option("--without", type=ACTOR, multiple=True, help="Ignore claims by this actor. Can be repeated.")
    @word_option("--minimum-likelihood", LIKELIHOOD, "Lowest likelihood to accept: {values}.  [default: likely]")
    @click.option("--origins", type=click.IntRange(min=1), help="Number of independent voices required for a bound.")
    @word_option("--unnamed", f"{_POLICIES}:Unnamed", "How to treat unnamed sources: {values}.  [default: kept]")
    @word_option(
        "--assumptions",
        f"{_POLICIES}:Assumptions",
        "How to treat figures that rest on an assumption: {values}.  [default: set-aside]",
    )
    @word_option("--rates", f"{_POLICIES}:Rates", "Ignore rates or add them up: {values}.  [default: set-aside]")
    @word_option(
        "--phases",
        f"{_POLICIES}:PhaseOrder",
        "Count delivered items as sent, and used items as delivered, or keep stages separate: {values}.  "
        "[default: in-order]",
    )
    @word_option(
        "--uncertain",
        f"{_POLICIES}:UncertainFigures",
        "How to treat figures that their source marks as uncertain: {values}.  [default: used]",
    )
    @click.option("--margin", type=_Percent(), help='Margin on either side of "around" figures, in percent.')
    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> R:
        given = {field.name: kwargs.pop(field.name) for field in axt.Policy.__attrs_attrs__ if field.name != "stances"}
        chosen = {name: value for name, value in given.items() if value not in (None, ())}
        try:
            policy = axt.Policy(**chosen) if chosen else None
        except axt.InvalidValueError as error:
            raise click.UsageError(str(error)) from None
        return command(*args, policy=policy, **kwargs)

    return run


_POLICIES: Final = "axis_tracker.reasoning.policies"
