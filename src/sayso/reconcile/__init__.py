"""Many reports, one record: events, people, origins, agreement, sums.

Arrives: readings (a report and what it says), judgements and reviews by people, a policy, and a `Memory` of earlier
settlings. Leaves: a `Record`, derived whole from them, memory or not; the order in which the readings came changes nothing in it. Refuses: to count an echo as a witness, to
join what a person judged different, to pick a figure that no policy asks for.
"""

from sayso.reconcile.memory import Memory, Same
from sayso.reconcile.policies import DEFAULT_POLICY, Policy, load_policy, settle_value
from sayso.reconcile.settle import SETTLING, replaced_values, settle_claims

__all__ = [
    "DEFAULT_POLICY",
    "SETTLING",
    "Memory",
    "Policy",
    "Same",
    "load_policy",
    "replaced_values",
    "settle_claims",
    "settle_value",
]
