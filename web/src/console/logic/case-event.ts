// What is wrong with an event of a file of cases, as far as it can be told without the rules, the register and the clock; the rest says
// the service when the case is checked.
import { EVENT, fault, type EventColumn, type Fault, type Line, type Wrong } from './case-line'
import { isDay, isHalfHour, isMoment, isTurned } from './moments'

const EVENT_KINDS: readonly string[] = ['train', 'flight', 'coach', 'ship', 'venue']
const PLACES: readonly string[] = [
  'household',
  'office',
  'workshop',
  'classroom',
  'canteen',
  'lift',
  'restaurant',
  'entertainment',
  'ward',
  'other',
]
const AIRS: readonly string[] = ['filtered', 'unfiltered', 'sealed', 'ventilated']
const WITHDRAWN: readonly string[] = ['', 'no', 'yes']
/** What an event must say, and what is no column of it. */
const AT_VENUE = {
  needs: ['venue', 'place', 'from', 'to'],
  lacks: ['number', 'date', 'last_date', 'seat', 'air', 'board', 'alight'],
  wrong: 'ofNoVenue',
} as const
const ABOARD = { needs: ['number', 'date'], lacks: ['venue', 'place', 'room', 'closes', 'register'], wrong: 'ofNoJourney' } as const
/** The most letters of an id and of a name. */
const MOST_LETTERS = 64

/** What a column that says something can be wrong by. */
const CHECKS: Partial<Record<EventColumn, readonly [Wrong, (said: string) => boolean]>> = {
  date: ['date', isDay],
  last_date: ['date', isDay],
  from: ['moment', isMoment],
  to: ['moment', isMoment],
  closes: ['moment', isMoment],
  place: ['place', (said) => PLACES.includes(said)],
  air: ['air', (said) => AIRS.includes(said)],
  register: ['register', (said) => /^\+?\d*[1-9]\d*$/.test(said)],
  venue: ['long', isName],
  room: ['long', isName],
  board: ['long', isName],
  alight: ['long', isName],
}

function isName(said: string): boolean {
  return [...said].length <= MOST_LETTERS
}

/** What is wrong with the event of a line; `ids` are the lines in which each id of the file stands first. */
export function wrongEvent(line: Line, ids: ReadonlyMap<string, number>): Fault[] {
  const faults = wrongId(line, ids)
  const withdrawn = line.of('withdrawn')
  if (!WITHDRAWN.includes(withdrawn)) faults.push(fault(line.line, 'withdrawn', 'withdrawn'))
  // Of an event that is taken back nothing else is read.
  if (withdrawn === 'yes') return faults
  const kind = line.of('kind')
  if (!EVENT_KINDS.includes(kind)) return [...faults, fault(line.line, 'kind', 'eventKind'), ...wrongSaid(line, EVENT)]
  const { needs, lacks, wrong } = kind === 'venue' ? AT_VENUE : ABOARD
  const needed: readonly EventColumn[] = needs
  const foreign: readonly EventColumn[] = lacks
  const missing = needed.filter((column) => line.of(column) === '')
  const extra = foreign.filter((column) => line.of(column) !== '')
  return [
    ...faults,
    ...missing.map((column) => fault(line.line, column, 'missing')),
    ...extra.map((column) => fault(line.line, column, wrong)),
    ...wrongSaid(line, EVENT.filter((column) => !foreign.includes(column))),
    ...wrongTimes(line),
    ...(kind === 'venue' ? wrongGrid(line) : []),
  ]
}

function wrongId(line: Line, ids: ReadonlyMap<string, number>): Fault[] {
  const other = ids.get(line.id) ?? line.line
  if (line.id === '') return [fault(line.line, 'id', 'missing')]
  if (!isName(line.id)) return [fault(line.line, 'id', 'long')]
  return other === line.line ? [] : [fault(line.line, 'id', 'idTwice', other)]
}

function wrongSaid(line: Line, columns: readonly EventColumn[]): Fault[] {
  return columns.flatMap((column) => {
    const [check, said] = [CHECKS[column], line.of(column)]
    return check === undefined || said === '' || check[1](said) ? [] : [fault(line.line, column, check[0])]
  })
}

/** A beginning and an end stand together, the end behind the beginning. */
function wrongTimes(line: Line): Fault[] {
  const [from, to] = [line.of('from'), line.of('to')]
  if (line.of('kind') !== 'venue' && (from === '') !== (to === '')) return [fault(line.line, 'to', 'bothTimes')]
  return isTurned(from, to) ? [fault(line.line, 'to', 'turned')] : []
}

/** At a registered venue the times are full or half hours, also that of its closing, which cuts the end short. */
function wrongGrid(line: Line): Fault[] {
  if (line.of('register') === '') return []
  const times = ['from', 'to', 'closes'] as const
  return times.filter((column) => !isHalfHour(line.of(column))).map((column) => fault(line.line, column, 'halfHour'))
}
