// Civil days as the interface writes them, `2022-07-14`, and as people read them. Days are those of Asia/Shanghai,
// eight hours ahead all year, whatever zone the phone is set to.

export const DAY_MS = 86_400_000
const SHANGHAI_MS = 8 * 3_600_000

/** The local day of an instant. */
export function dayOf(ms: number): string {
  return new Date(ms + SHANGHAI_MS).toISOString().slice(0, 10)
}

function toNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

function fromNumber(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return fromNumber(toNumber(day) + days)
}

/** Days from the first to the second, negative where it lies before. */
export function daysBetween(from: string, to: string): number {
  return toNumber(to) - toNumber(from)
}

/** All days from the first to the last, both included. */
export function daysFrom(from: string, to: string): string[] {
  const count = Math.max(0, daysBetween(from, to) + 1)
  return Array.from({ length: count }, (_, index) => addDays(from, index))
}

/** Monday is 0. */
export function weekday(day: string): number {
  return (((toNumber(day) + 3) % 7) + 7) % 7
}

function format(tag: string, options: Intl.DateTimeFormatOptions, day: string): string {
  return new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

/** `7月14日`, `14 July`; with the year where it is not that of `today`. */
export function sayDay(tag: string, day: string, today: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const }
  return format(tag, { month: 'long', day: 'numeric', ...year }, day)
}

/** The same with the day of the week. */
export function sayLongDay(tag: string, day: string): string {
  return format(tag, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }, day)
}

/** `7月14日 – 7月16日`; one day stands alone. */
export function saySpan(tag: string, from: string, to: string, today: string): string {
  if (from === to) return sayDay(tag, from, today)
  return `${sayDay(tag, from, today)} – ${sayDay(tag, to, today)}`
}

/** `08:00:23` in Shanghai. */
export function sayClock(ms: number, seconds: boolean): string {
  return new Date(ms + SHANGHAI_MS).toISOString().slice(11, seconds ? 19 : 16)
}
