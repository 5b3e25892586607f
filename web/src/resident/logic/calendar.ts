// The days of a quarantine for the phone's own calendar (RFC 5545): a reminder on every day that is still to be checked
// in, and the date of freedom. The titles name no colour and no reason: a calendar is shown to others.
import type { Order } from '../../shared/api'
import { addDays } from '../../shared/days'

/** What the calendar is made of. */
export interface Dates {
  /** Whose it is, in a word that names nobody: a newer file of theirs takes the place of the older one's entries. */
  who: string
  /** The days that are still to be checked in, today among them where it is. */
  open: readonly string[]
  /** The first free date after all orders. */
  free: string
}

/** An order that runs, as far as a calendar needs it. */
type Running = Pick<Order, 'calendar' | 'free'>

/** The days of all orders that run side by side: with a later one beside it, the free date of the earlier one frees nobody. */
export function datesOf(who: string, orders: readonly Running[]): Dates | null {
  const free = orders.map((order) => order.free).toSorted().at(-1)
  if (free === undefined) return null
  const days = orders.flatMap(({ calendar }) => calendar.filter(({ state }) => state === 'open').map(({ date }) => date))
  return { who, open: [...new Set(days)].toSorted(), free }
}

export interface CalendarWords {
  checkIn: string
  checkInWhat: string
  free: string
  freeWhat: string
}

const FOLD = 75
/** Nine in the morning in Shanghai, which has one offset all year. */
const NINE = 'T010000Z'
const QUARTER = 'T011500Z'
/** From when the seconds are counted that number the files: a calendar takes whole numbers below 2 to the 31. */
const COUNTED_FROM_MS = Date.UTC(2020, 0, 1)

/** The content of an `.ics` file. */
export function calendarFile(dates: Dates, words: CalendarWords, nowMs: number): string {
  const stamp = [
    // Each file is newer than those before it, whatever became of the dates.
    `SEQUENCE:${Math.max(0, Math.floor((nowMs - COUNTED_FROM_MS) / 1_000))}`,
    `DTSTAMP:${new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`,
  ]
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//healthcode//resident//ZH', 'CALSCALE:GREGORIAN']
  const [first, last] = [dates.open[0], dates.open.at(-1)]
  if (first !== undefined && last !== undefined) {
    lines.push(
      ...event(dates, 'check-in', stamp, words.checkIn, words.checkInWhat, [
        `DTSTART:${compact(first)}${NINE}`,
        `DTEND:${compact(first)}${QUARTER}`,
        `RRULE:FREQ=DAILY;UNTIL=${compact(last)}${NINE}`,
      ]),
    )
  }
  lines.push(
    ...event(dates, 'free', stamp, words.free, words.freeWhat, [
      `DTSTART;VALUE=DATE:${compact(dates.free)}`,
      `DTEND;VALUE=DATE:${compact(addDays(dates.free, 1))}`,
      'TRANSP:TRANSPARENT',
    ]),
    'END:VCALENDAR',
  )
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function event(dates: Dates, name: string, stamp: string[], title: string, what: string, when: string[]): string[] {
  const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escape(title)}`, 'TRIGGER:PT0S', 'END:VALARM']
  return [
    'BEGIN:VEVENT',
    `UID:${name}-${dates.who}@healthcode`,
    ...stamp,
    ...when,
    `SUMMARY:${escape(title)}`,
    `DESCRIPTION:${escape(what)}`,
    'CLASS:PRIVATE',
    ...alarm,
    'END:VEVENT',
  ]
}

const compact = (day: string): string => day.replaceAll('-', '')

/** Text values (3.3.11): backslash, semicolon and comma are escaped, a new line is `\n`. */
function escape(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n')
}

/** Lines are 75 octets at most (3.1); what goes on begins with a blank, and no character is cut apart. */
function fold(line: string): string {
  const bytes = (text: string): number => new TextEncoder().encode(text).length
  let folded = ''
  let length = 0
  for (const character of line) {
    if (length + bytes(character) > FOLD) {
      folded += '\r\n '
      length = 1
    }
    folded += character
    length += bytes(character)
  }
  return folded
}
