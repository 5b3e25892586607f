// The days of a quarantine for the phone's own calendar (RFC 5545): a reminder on every day that is still to be checked
// in, and the date of freedom. The titles name no colour and no reason: a calendar is shown to others.
import { addDays } from '../../shared/days'

/** What the calendar is made of. */
export interface Dates {
  /** Which order: the file of a later day takes the place of this one's entries. */
  order: string
  /** The days that are still to be checked in, today among them where it is. */
  open: readonly string[]
  /** The first free date after all stages. */
  free: string
  /** How often the dates have moved: days missed so far. */
  moved: number
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

/** The content of an `.ics` file. */
export function calendarFile(dates: Dates, words: CalendarWords, nowMs: number): string {
  const stamp = `DTSTAMP:${new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
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

function event(dates: Dates, name: string, stamp: string, title: string, what: string, when: string[]): string[] {
  const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escape(title)}`, 'TRIGGER:PT0S', 'END:VALARM']
  return [
    'BEGIN:VEVENT',
    `UID:${name}-${dates.order}@healthcode`,
    `SEQUENCE:${dates.moved}`,
    stamp,
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
