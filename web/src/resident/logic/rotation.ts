// When the code turns: every half minute by the corrected clock, and at once where the phone slept through it.

export const TURN_MS = 30_000

/** Whether a presentation made at `madeMs` is due to be made anew. A clock that was set back makes it due too. */
export function isDue(madeMs: number | null, nowMs: number): boolean {
  return madeMs === null || nowMs < madeMs || nowMs - madeMs >= TURN_MS
}

/** Whole seconds until the next one. */
export function secondsLeft(madeMs: number, nowMs: number): number {
  const leftMs = Math.min(TURN_MS, madeMs + TURN_MS - nowMs)
  return Math.max(0, Math.ceil(leftMs / 1_000))
}

/** The part of the half minute that is over, from 0 to 1. */
export function elapsed(madeMs: number, nowMs: number): number {
  return Math.min(1, Math.max(0, (nowMs - madeMs) / TURN_MS))
}
