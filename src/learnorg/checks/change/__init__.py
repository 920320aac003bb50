"""
The rules over a change: one a file, each named for the fault it finds.

A change is judged by what merging it would make of the base, under the base's policy. To add
a rule, write its file and put it on this list.
"""

from learnorg.checks.change.activity_rewritten import activity_rewritten
from learnorg.checks.change.address_taken import address_taken
from learnorg.checks.change.approval_rewritten import approval_rewritten
from learnorg.checks.change.approver_is_owner import approver_is_owner
from learnorg.checks.change.attributes_changed import attributes_changed
from learnorg.checks.change.author_unproven import author_unproven
from learnorg.checks.change.authority_readdressed import authority_readdressed
from learnorg.checks.change.born_further import born_further
from learnorg.checks.change.clashing_name import clashing_name
from learnorg.checks.change.closed_record_edited import closed_record_edited
from learnorg.checks.change.closed_review_rewritten import closed_review_rewritten
from learnorg.checks.change.date_after_commit import date_after_commit
from learnorg.checks.change.dates_rewritten import dates_rewritten
from learnorg.checks.change.frozen_measures_moved import frozen_measures_moved
from learnorg.checks.change.hold_misstated import hold_misstated
from learnorg.checks.change.identity_changed import identity_changed
from learnorg.checks.change.identity_misstated import identity_misstated
from learnorg.checks.change.identity_reused import identity_reused
from learnorg.checks.change.illegal_move import illegal_move
from learnorg.checks.change.immutable_field import immutable_field
from learnorg.checks.change.merge_conflict import merge_conflict
from learnorg.checks.change.misplaced_record import misplaced_record
from learnorg.checks.change.move_without_guard import move_without_guard
from learnorg.checks.change.mover_without_authority import mover_without_authority
from learnorg.checks.change.nobody_left import nobody_left
from learnorg.checks.change.note_rewritten import note_rewritten
from learnorg.checks.change.odd_entry import odd_entry
from learnorg.checks.change.policy_changed import policy_changed
from learnorg.checks.change.policy_loosened import policy_loosened
from learnorg.checks.change.record_deleted import record_deleted
from learnorg.checks.change.record_erased import record_erased
from learnorg.checks.change.result_while_open import result_while_open
from learnorg.checks.change.secret_added import secret_added
from learnorg.checks.change.unjudged_change import unjudged_change
from learnorg.checks.change.unknown_rule import unknown_rule
from learnorg.checks.change.validated_article_rewritten import validated_article_rewritten
from learnorg.checks.change.validation_misstated import validation_misstated
from learnorg.checks.check import Check

CHANGE_CHECKS: tuple[Check, ...] = (
    activity_rewritten,
    address_taken,
    approval_rewritten,
    approver_is_owner,
    attributes_changed,
    author_unproven,
    authority_readdressed,
    born_further,
    clashing_name,
    closed_record_edited,
    closed_review_rewritten,
    date_after_commit,
    dates_rewritten,
    frozen_measures_moved,
    hold_misstated,
    identity_changed,
    identity_misstated,
    identity_reused,
    illegal_move,
    immutable_field,
    merge_conflict,
    misplaced_record,
    move_without_guard,
    mover_without_authority,
    nobody_left,
    note_rewritten,
    odd_entry,
    policy_changed,
    policy_loosened,
    record_deleted,
    record_erased,
    result_while_open,
    secret_added,
    unjudged_change,
    unknown_rule,
    validated_article_rewritten,
    validation_misstated,
)
"""Every rule over a change, in the order of their names."""
