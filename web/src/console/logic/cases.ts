// Cases as a file: a line a person, and a line more for each further event of the same document. Each case stays a proposal of its
// own; the file only fills the form. Its columns stand in `docs/CONTACTS.md`.
import type { DocumentKind } from '../../shared/api'
import { EVENT, Line, NEEDED, PERSON, UNREAD, fault, type Fault, type PersonColumn } from './case-line'
import { wrongEvent } from './case-event'
import { basisOf, wrongPerson, wrongRepeated } from './case-person'
import { readTable, writeTable, type Row } from './csv'
import { wordOf } from './document-number'
import type { Draft } from './draft'

/** The most letters and cases of a file, and events of a case. */
const MOST_LETTERS = 1_000_000
const MOST_CASES = 100
const MOST_EVENTS = 200

/** A case as a file says it. What the form asks besides is null where the file has no such column. */
export interface CaseOfFile {
  /** The document, by which a proposal is known to be about this case. */
  readonly key: string
  readonly lines: readonly number[]
  readonly name: string
  readonly documentKind: DocumentKind
  readonly documentNumber: string
  readonly onset: string
  readonly basis: Draft['basis'] | null
  readonly why: string | null
  readonly end: string | null
  readonly events: number
  /** Where the case was, as a file of events; empty where the file says nothing of it. */
  readonly text: string
  /** The line of each line of that file: of the names of the columns, and of each event. */
  readonly textLines: readonly number[]
  /** What is wrong in its lines; a case with a fault fills no form. */
  readonly faults: readonly Fault[]
}

export interface CasesRead {
  readonly cases: readonly CaseOfFile[]
  /** What is wrong with the file itself; no case is read then. */
  readonly faults: readonly Fault[]
}

/** A document as one word. */
export function keyOf(kind: string, number: string): string {
  return `${kind} ${wordOf(number)}`
}

/** Reads a file of cases on a day; a text without anything in it has neither cases nor faults. */
export function readCases(text: string, today: string): CasesRead {
  if (text.length > MOST_LETTERS) return { cases: [], faults: [fault(1, '', 'tooMany')] }
  const { rows, open } = readTable(text)
  const [head, ...lines] = rows
  if (head === undefined) return { cases: [], faults: [] }
  if (open > 0) return { cases: [], faults: [fault(open, '', 'quote')] }
  const wrong = wrongHead(head)
  if (wrong.length > 0) return { cases: [], faults: wrong }
  if (lines.length === 0) return { cases: [], faults: [fault(1, '', 'none')] }
  const persons = new Map<string, Line[]>()
  const ids = new Map<string, number>()
  for (const row of lines) {
    const line = new Line(head, row)
    const ofOne = persons.get(line.person)
    if (ofOne === undefined) persons.set(line.person, [line])
    else ofOne.push(line)
    if (line.id !== '' && !ids.has(line.id)) ids.set(line.id, line.line)
  }
  if (persons.size > MOST_CASES) return { cases: [], faults: [fault(1, '', 'tooMany')] }
  const cases = [...persons.values()].map((ofOne) => caseOf(ofOne, head.line, today, ids))
  return { cases, faults: [] }
}

function wrongHead({ line, cells }: Row): Fault[] {
  const known: readonly string[] = [...PERSON, ...EVENT]
  const faults = cells.flatMap((name, at) => {
    if (name === '') return []
    if (!known.includes(name)) return [fault(line, name, name.includes(UNREAD) ? 'encoding' : 'unknownColumn')]
    return cells.indexOf(name) < at ? [fault(line, name, 'columnTwice')] : []
  })
  const events = EVENT.some((column) => cells.includes(column)) ? (['id', 'kind'] as const) : []
  const missing = [...NEEDED, ...events].filter((column) => !cells.includes(column))
  return [...faults, ...missing.map((column) => fault(line, column, 'columnMissing'))]
}

function caseOf(lines: readonly Line[], headLine: number, today: string, ids: ReadonlyMap<string, number>): CaseOfFile {
  const [first, ...more] = lines as readonly [Line, ...Line[]]
  const events = lines.filter(({ event }) => event)
  const columns = EVENT.filter((column) => first.has(column))
  const written = [columns, ...events.map((line) => columns.map((column) => line.of(column)))]
  const said = (column: PersonColumn) => (first.has(column) ? first.of(column) : null)
  return {
    key: `${first.documentKind ?? ''} ${first.person}`,
    lines: lines.map(({ line }) => line),
    name: first.of('name'),
    documentKind: first.documentKind ?? 'resident_id',
    documentNumber: first.documentNumber,
    onset: first.of('onset'),
    basis: first.has('basis') ? (basisOf(first) ?? '') : null,
    why: said('why'),
    end: said('end'),
    events: events.length,
    text: events.length === 0 ? '' : writeTable(written),
    textLines: [headLine, ...events.map(({ line }) => line)],
    faults: [
      ...lines.flatMap((line) => line.wrongCells()),
      ...wrongPerson(first, today),
      ...more.flatMap((line) => wrongRepeated(first, line)),
      ...events.flatMap((line) => wrongEvent(line, ids)),
      ...(events.length > MOST_EVENTS ? [fault(first.line, 'id', 'tooManyEvents')] : []),
    ],
  }
}
