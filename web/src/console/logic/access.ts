// Which roles each entry of the console is for. The table is that of `domain::access`, and the server refuses by it; here
// it only says which entries are shown. The test holds it against the golden file of the other.
import type { Duty } from '../../shared/api'

type Role = Duty['role']

const PEOPLE: readonly Role[] = ['reviewer', 'epidemiologist']
const RULES: readonly Role[] = ['policy_officer']
const HANDS = [...PEOPLE, ...RULES]

export const ROLES = {
  propose_order: PEOPLE,
  propose_lifting: PEOPLE,
  propose_list: RULES,
  propose_policy: RULES,
  propose_trust_list: RULES,
  propose_organisation: RULES,
  propose_events: ['epidemiologist'],
  propose_case: ['epidemiologist'],
  manage_organisation: ['organisation_manager'],
  read_tasks: HANDS,
  read_proposals: [...HANDS, 'inspector', 'auditor', 'operator'],
  read_quarantine: ['community_worker', 'epidemiologist', 'inspector'],
  read_pending: [...RULES, 'inspector', 'auditor', 'operator'],
  refuse_pending: RULES,
  read_result_files: [...PEOPLE, 'inspector', 'auditor', 'operator'],
  decide_result_file: PEOPLE,
  read_appeals: ['reviewer', 'inspector'],
  answer_appeal: ['reviewer'],
  appeal_on_paper: ['community_worker', 'reviewer'],
  read_applications: ['reviewer', 'inspector'],
  decide_application: ['reviewer'],
  read_itinerary_requests: ['reviewer', 'inspector'],
  decide_itinerary_request: ['reviewer'],
  read_corrections: ['reviewer', 'inspector'],
  decide_correction: ['reviewer'],
  answer_feedback: ['reviewer', 'organisation_manager'],
  read_log: ['inspector', 'auditor'],
  read_community: ['community_worker'],
  see_member: ['community_worker', 'reviewer', 'counter'],
  confirm_check_in: PEOPLE,
  serve_at_counter: ['counter'],
  read_overdue: ['community_worker', 'inspector'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof ROLES

/** Whether one of the duties opens an action in some division. */
export function isOpen(action: Action, duties: readonly Pick<Duty, 'role'>[]): boolean {
  const roles: readonly Role[] = ROLES[action]
  return duties.some(({ role }) => roles.includes(role))
}
