// What somebody asks of the log, from what they chose. Days are those of Asia/Shanghai.
import { addDays } from '../../shared/days'

export interface Search {
  /** The first and the last day, both included; empty where none is chosen. */
  from: string
  to: string
  /** An action by its word in the log, and an office by its id; empty for whatever and whoever. */
  action: string
  office: string
}

/** What the server is asked. */
export interface Question {
  from_ms: number
  to_ms: number
  action?: string
  office?: string
}

/** The first instant of a day. */
const startOf = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

/** The question of a choice; null where a day is missing. */
export function questionOf({ from, to, action, office }: Search): Question | null {
  if (from === '' || to === '') return null
  return {
    from_ms: startOf(from),
    to_ms: startOf(addDays(to, 1)),
    ...(action !== '' && { action }),
    ...(office !== '' && { office }),
  }
}
