"""
What needs attention: one rule a file.

A rule is a function whose name is the fault it finds and whose docstring is its manual
page. Rules over single records see one file at a time and their findings are kept in the
index; rules across the register ask the index.
"""

from learnorg.checks.achieved_without_evidence import achieved_without_evidence
from learnorg.checks.activity_unreadable import activity_unreadable
from learnorg.checks.alias_shadows import alias_shadows
from learnorg.checks.approved_without_approval import approved_without_approval
from learnorg.checks.article_cites_undone import article_cites_undone
from learnorg.checks.article_flagged import article_flagged
from learnorg.checks.article_owner_gone import article_owner_gone
from learnorg.checks.article_past_review import article_past_review
from learnorg.checks.article_superseded import article_superseded
from learnorg.checks.article_unused import article_unused
from learnorg.checks.article_without_words import article_without_words
from learnorg.checks.blaming_words import blaming_words
from learnorg.checks.check import Check
from learnorg.checks.closed_without_lesson import closed_without_lesson
from learnorg.checks.closed_without_outcome import closed_without_outcome
from learnorg.checks.compliance_without_review_date import compliance_without_review_date
from learnorg.checks.critical_need_with_one_holder import critical_need_with_one_holder
from learnorg.checks.dangling_link import dangling_link
from learnorg.checks.dates_out_of_order import dates_out_of_order
from learnorg.checks.declined_without_reason import declined_without_reason
from learnorg.checks.dependency_ring import dependency_ring
from learnorg.checks.duplicate_address import duplicate_address
from learnorg.checks.duplicate_alias import duplicate_alias
from learnorg.checks.estimate_off_scale import estimate_off_scale
from learnorg.checks.facilitator_responded import facilitator_responded
from learnorg.checks.finding_without_home import finding_without_home
from learnorg.checks.held_without_reason import held_without_reason
from learnorg.checks.id_unlike_file_name import id_unlike_file_name
from learnorg.checks.identity_twice import identity_twice
from learnorg.checks.improvement_overdue import improvement_overdue
from learnorg.checks.improvement_without_owner import improvement_without_owner
from learnorg.checks.link_to_itself import link_to_itself
from learnorg.checks.measure_twice import measure_twice
from learnorg.checks.missing_field import missing_field
from learnorg.checks.not_canonical import not_canonical
from learnorg.checks.pilot_without_criteria import pilot_without_criteria
from learnorg.checks.reading import READING
from learnorg.checks.recurring_factor import recurring_factor
from learnorg.checks.resource_past_review import resource_past_review
from learnorg.checks.review_not_examined import review_not_examined
from learnorg.checks.review_overdue import review_overdue
from learnorg.checks.single_factor import single_factor
from learnorg.checks.state_without_date import state_without_date
from learnorg.checks.timeline_out_of_order import timeline_out_of_order
from learnorg.checks.times_out_of_order import times_out_of_order
from learnorg.checks.unknown_authority import unknown_authority
from learnorg.checks.unknown_environment import unknown_environment
from learnorg.checks.unknown_holder import unknown_holder
from learnorg.checks.unknown_key import unknown_key
from learnorg.checks.unknown_objective import unknown_objective
from learnorg.checks.unknown_person import unknown_person
from learnorg.checks.unknown_service import unknown_service
from learnorg.checks.unknown_source import unknown_source
from learnorg.checks.unknown_team import unknown_team
from learnorg.checks.validated_without_validation import validated_without_validation
from learnorg.checks.verifier_is_author import verifier_is_author
from learnorg.checks.waiver_unused import waiver_unused
from learnorg.checks.waiver_without_reason import waiver_without_reason
from learnorg.checks.wording_rule_unsound import wording_rule_unsound
from learnorg.checks.wrong_field import wrong_field
from learnorg.checks.wrong_place import wrong_place

CHECKS: tuple[Check, ...] = (
    achieved_without_evidence,
    activity_unreadable,
    alias_shadows,
    approved_without_approval,
    article_cites_undone,
    article_flagged,
    article_owner_gone,
    article_past_review,
    article_superseded,
    article_unused,
    article_without_words,
    blaming_words,
    closed_without_lesson,
    closed_without_outcome,
    compliance_without_review_date,
    critical_need_with_one_holder,
    dangling_link,
    dates_out_of_order,
    declined_without_reason,
    dependency_ring,
    duplicate_address,
    duplicate_alias,
    estimate_off_scale,
    facilitator_responded,
    finding_without_home,
    held_without_reason,
    id_unlike_file_name,
    identity_twice,
    improvement_overdue,
    improvement_without_owner,
    link_to_itself,
    measure_twice,
    missing_field,
    not_canonical,
    pilot_without_criteria,
    recurring_factor,
    resource_past_review,
    review_not_examined,
    review_overdue,
    single_factor,
    state_without_date,
    timeline_out_of_order,
    times_out_of_order,
    unknown_authority,
    unknown_environment,
    unknown_holder,
    unknown_key,
    unknown_objective,
    unknown_person,
    unknown_service,
    unknown_source,
    unknown_team,
    validated_without_validation,
    verifier_is_author,
    waiver_unused,
    waiver_without_reason,
    wording_rule_unsound,
    wrong_field,
    wrong_place,
    *READING,
)
"""Every rule there is."""
