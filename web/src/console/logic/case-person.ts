// What is wrong with what a line of a file of cases says of a person.
import { daysBetween } from '../../shared/days'
import { MOST_NAME, MOST_NUMBER } from '../../shared/documents'
import { NEEDED, PERSON, fault, type Fault, type Line, type PersonColumn, type Wrong } from './case-line'
import { isMisread } from './decode'
import { wrongNumber } from './document-number'
import { BASES, type Draft } from './draft'
import { isDay } from './moments'

const MOST_WHY = 1_000
/** How long before today an onset may lie, in days. */
const LOOKS_BACK_DAYS = 60
/** Whose holders have a Chinese name. */
const CHINESE: readonly string[] = ['resident_id', 'hong_kong_macau_permit', 'taiwan_permit']

/** The legal basis by its word; empty where none is said, absent where there is no such. */
export function basisOf(line: Line): Draft['basis'] | undefined {
  const said = line.of('basis')
  return said === '' ? '' : BASES.find((basis) => basis === said)
}

export function wrongPerson(line: Line, today: string): Fault[] {
  const faults: Fault[] = []
  const wrong = (column: PersonColumn, what: Wrong) => void faults.push(fault(line.line, column, what))
  const [name, onset, end] = [line.of('name'), line.of('onset'), line.of('end')]
  for (const column of NEEDED) if (line.of(column) === '') wrong(column, 'missing')
  if (name.length > MOST_NAME) wrong('name', 'long')
  if (isMisread(name, CHINESE.includes(line.documentKind ?? ''))) wrong('name', 'misread')
  faults.push(...wrongDocument(line, today))
  if (onset !== '' && !isDay(onset)) wrong('onset', 'date')
  else if (onset !== '' && !isRecent(onset, today)) wrong('onset', 'onset')
  if (end !== '' && !isDay(end)) wrong('end', 'date')
  if (basisOf(line) === undefined) wrong('basis', 'basis')
  if (line.of('why').length > MOST_WHY) wrong('why', 'long')
  return faults
}

function wrongDocument(line: Line, today: string): Fault[] {
  const [kind, said] = [line.documentKind, line.of('document_number')]
  if (kind === undefined) return [fault(line.line, 'document_kind', 'documentKind')]
  if (said === '') return []
  if (said.length > MOST_NUMBER) return [fault(line.line, 'document_number', 'long')]
  const wrong = wrongNumber(kind, said, today)
  return wrong === null ? [] : [fault(line.line, 'document_number', wrong)]
}

/** A further line of a person adds an event, and says nothing else of them than the first. */
export function wrongRepeated(first: Line, line: Line): Fault[] {
  if (!line.event) return [fault(line.line, 'document_number', 'repeated', first.line)]
  const other = PERSON.filter((column) => {
    if (column === 'document_number' || line.of(column) === '') return false
    return column === 'document_kind' ? line.documentKind !== first.documentKind : line.of(column) !== first.of(column)
  })
  return other.map((column) => fault(line.line, column, 'differs', first.line))
}

function isRecent(day: string, today: string): boolean {
  const back = daysBetween(day, today)
  return back >= 0 && back <= LOOKS_BACK_DAYS
}
