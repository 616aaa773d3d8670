"""The records that everything else speaks of.

Before: notes as text (``notes`` makes records of them). After: touch-points, which ``feed``, ``views`` and ``cli`` show.
Every record is immutable and knows where it stands (``Source``), so that any answer can name its line.
This package imports nothing of ours.
"""

from .lookups import (
    Holidays,
    Vault,
)
from .notes import (
    Contact,
    Debrief,
    ENDED,
    Interview,
    Job,
    LogLine,
    OtherNote,
    Promise,
    STAGES,
    Search,
    Stage,
)
from .playbooks import (
    Expiry,
    Playbook,
    Point,
    Scope,
    Step,
)
from .settings import (
    Away,
    DEFAULT_PLAYBOOKS,
    FeedSettings,
    GroupCadence,
    Level,
    Me,
    Settings,
    Shape,
)
from .touchpoints import (
    JobKey,
    LIVE,
    NoteKey,
    PersonKey,
    Plan,
    State,
    Touchpoint,
)
from .values import (
    Interval,
    Medium,
    Moment,
    PartialDate,
    Problem,
    Ref,
    Severity,
    Source,
    Unit,
)

__all__ = [
    "Away",
    "Contact",
    "DEFAULT_PLAYBOOKS",
    "Debrief",
    "ENDED",
    "Expiry",
    "FeedSettings",
    "GroupCadence",
    "Holidays",
    "Interval",
    "Interview",
    "Job",
    "JobKey",
    "LIVE",
    "Level",
    "LogLine",
    "Me",
    "Medium",
    "Moment",
    "NoteKey",
    "OtherNote",
    "PartialDate",
    "PersonKey",
    "Plan",
    "Playbook",
    "Point",
    "Problem",
    "Promise",
    "Ref",
    "STAGES",
    "Scope",
    "Search",
    "Settings",
    "Severity",
    "Shape",
    "Source",
    "Stage",
    "State",
    "Step",
    "Touchpoint",
    "Unit",
    "Vault",
]
