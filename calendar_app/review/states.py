"""The editorial state table: which step leads from which stage to which."""

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Event
from calendar_app.models.vocabulary import Action, Stage

#: (stage, action) → stage. What is not in the table can't be done.
STEPS: dict[tuple[str, str], Stage] = {
    (Stage.DRAFT, Action.SUBMIT): Stage.IN_REVIEW,
    (Stage.IN_REVIEW, Action.RETURN): Stage.DRAFT,
    (Stage.DRAFT, Action.PUBLISH): Stage.PUBLISHED,
    (Stage.IN_REVIEW, Action.PUBLISH): Stage.PUBLISHED,
    (Stage.PUBLISHED, Action.PUBLISH): Stage.PUBLISHED,
    (Stage.PUBLISHED, Action.WITHDRAW): Stage.WITHDRAWN,
    (Stage.DRAFT, Action.MERGE): Stage.WITHDRAWN,
    (Stage.IN_REVIEW, Action.MERGE): Stage.WITHDRAWN,
    (Stage.PUBLISHED, Action.MERGE): Stage.WITHDRAWN,
}


def after(event: Event, action: Action) -> Stage:
    """The stage that the action leads to. Raises Refused where the table has no such step."""
    if (step := STEPS.get((event.stage, action))) is None:
        allowed = [str(action.label) for (stage, action) in _steps() if stage == event.stage]
        remedy = f"from here it can only be {' or '.join(allowed)}" if allowed else "nothing can follow"
        raise Refused([Problem("stage", f"“{event}” is {event.get_stage_display()}: {remedy}.")])
    return step


def _steps() -> list[tuple[str, Action]]:
    return [(stage, Action(action)) for stage, action in STEPS]
