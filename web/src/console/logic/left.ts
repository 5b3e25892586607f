// How much time there is until something is due.

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Less than this is little. */
const LITTLE_MS = HOUR_MS

export interface Left {
  /** Whether it is over, is little, or is enough. */
  how: 'over' | 'little' | 'enough'
  days: number
  hours: number
  minutes: number
}

/** The time between now and an instant, whichever lies first; a minute that has begun counts. */
export function timeLeft(dueMs: number, nowMs: number): Left {
  const ms = dueMs - nowMs
  const whole = Math.ceil(Math.abs(ms) / MINUTE_MS) * MINUTE_MS
  return {
    how: ms <= 0 ? 'over' : ms < LITTLE_MS ? 'little' : 'enough',
    days: Math.floor(whole / DAY_MS),
    hours: Math.floor((whole % DAY_MS) / HOUR_MS),
    minutes: Math.floor((whole % HOUR_MS) / MINUTE_MS),
  }
}
