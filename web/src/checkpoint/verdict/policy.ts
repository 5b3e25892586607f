// The table's values: the server sends those of the checkpoint's city; until it has, the first values of the
// requirements hold, so that a device is never without an answer.
import type { CodeAge, Gate, ListAge, Outcome, Row, VerdictPolicy } from './types'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function row(popUp: Outcome, coloured: Outcome): Row {
  return { pop_up: popUp, unconfirmed: 'by_hand', none: 'by_hand', yellow: coloured, red: coloured }
}

const kind = row('pass', 'by_hand')
const strict = row('by_hand', 'stop')

const rows: Record<Gate, Row> = {
  community_in: kind,
  community_out: strict,
  workplace: strict,
  transport: strict,
  school: strict,
  pharmacy: kind,
  shop: strict,
  hospital: kind,
  highway: strict,
}

export const FIRST_VALUES: VerdictPolicy = {
  rows,
  replaced: 'stop',
  changed_green: 'stop',
  deception: 'stop',
  list_said_hours: 6,
  list_by_hand_hours: 48,
  seen_minutes: 10,
}

/** The age at `nowMs` of a list that was issued at `issuedMs`; `null` is no list. */
export function listAge(issuedMs: number | null, nowMs: number, policy: VerdictPolicy): ListAge {
  if (issuedMs === null) return 'missing'
  const ageMs = nowMs - issuedMs
  if (ageMs > policy.list_by_hand_hours * HOUR_MS) return 'too_old'
  return ageMs > policy.list_said_hours * HOUR_MS ? 'old' : 'fresh'
}

/** The age of a code rated for `day`, on the local date `today`. */
export function codeAge(day: string, today: string): CodeAge {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS)
  if (days <= 0) return 'today'
  return days === 1 ? 'yesterday' : 'older'
}
