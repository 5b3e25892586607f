// What the places of a declaration say together: days that none of them covers, and days that two claim.
import { addDays, daysBetween, daysFrom } from '../../shared/days'

export interface Span {
  from: string
  to: string
}

/** A span of days on which the person names two places. */
export interface Overlap extends Span {
  first: number
  second: number
}

function toSpans(days: readonly string[]): Span[] {
  const spans: Span[] = []
  for (const day of days) {
    const last = spans.at(-1)
    if (last !== undefined && addDays(last.to, 1) === day) last.to = day
    else spans.push({ from: day, to: day })
  }
  return spans
}

/** The days of the window on which no stay lies: there the person was at home, or a place is missing. */
export function gaps(stays: readonly Span[], window: Span): Span[] {
  const free = daysFrom(window.from, window.to).filter((day) => !stays.some((s) => s.from <= day && day <= s.to))
  return toSpans(free)
}

/** One stay ends on the day on which the other begins: the day of the journey belongs to both. */
function meets(one: Span, other: Span): boolean {
  return one.to === other.from || other.to === one.from
}

/** The days that two stays claim, a day of travel between them apart. */
export function overlaps(stays: readonly Span[]): Overlap[] {
  const found: Overlap[] = []
  stays.forEach((one, first) => {
    stays.slice(first + 1).forEach((other, offset) => {
      const from = one.from > other.from ? one.from : other.from
      const to = one.to < other.to ? one.to : other.to
      const shared = daysBetween(from, to) + 1
      if (shared <= 0 || (shared === 1 && meets(one, other))) return
      found.push({ first, second: first + 1 + offset, from, to })
    })
  })
  return found
}

/** How a day of the window looks on the strip. */
export type DayUse = 'home' | 'away' | 'twice'

export function useOf(day: string, stays: readonly Span[]): DayUse {
  if (overlaps(stays).some((o) => o.from <= day && day <= o.to)) return 'twice'
  return stays.some((s) => s.from <= day && day <= s.to) ? 'away' : 'home'
}
