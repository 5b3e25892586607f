// Cases as a file: a line a person, and a line more for each further event of the same document. Each case stays a proposal of its
// own; the file only fills the form. Its columns stand in `docs/CONTACTS.md`.
import type { DocumentKind } from '../../shared/api'
import { daysBetween } from '../../shared/days'
import { DOCUMENT_KINDS, MOST_NAME, MOST_NUMBER } from '../../shared/documents'
import { documents } from '../../shared/words/documents'
import { readTable, writeTable, type Row } from './csv'
import { BASES, type Draft } from './draft'

/** What a file says of a person. */
const PERSON = ['name', 'document_kind', 'document_number', 'onset', 'basis', 'why', 'end'] as const
/** What must be among its columns. */
const NEEDED = ['name', 'document_number', 'onset'] as const
/** What it says of an event: the columns of a file of events, whose onset is the case's. */
const EVENT = [
  'id',
  'kind',
  'number',
  'date',
  'last_date',
  'seat',
  'air',
  'board',
  'alight',
  'venue',
  'place',
  'room',
  'from',
  'to',
  'closes',
  'register',
  'withdrawn',
] as const
/** All columns, as the page names them. */
export const COLUMNS = [...PERSON, ...EVENT].join(',')
const EVENT_KINDS: readonly string[] = ['train', 'flight', 'coach', 'ship', 'venue']
/** The most letters and cases of a file, events of a case, and letters of an id and of a reason. */
const MOST_LETTERS = 1_000_000
const MOST_CASES = 100
const MOST_EVENTS = 200
const MOST_ID = 64
const MOST_WHY = 1_000
/** How long before today an onset may lie, in days. */
const LOOKS_BACK_DAYS = 60
/** What a decoder writes for bytes that are no UTF-8. */
const UNREAD = '\uFFFD'

type PersonColumn = (typeof PERSON)[number]
type EventColumn = (typeof EVENT)[number]
type Column = PersonColumn | EventColumn

/** What can be wrong, by its word in the interface. */
export type Wrong =
  | 'unknownColumn'
  | 'columnTwice'
  | 'columnMissing'
  | 'encoding'
  | 'quote'
  | 'cells'
  | 'none'
  | 'tooMany'
  | 'tooManyEvents'
  | 'missing'
  | 'long'
  | 'documentKind'
  | 'residentId'
  | 'date'
  | 'onset'
  | 'basis'
  | 'differs'
  | 'repeated'
  | 'eventKind'
  | 'idTwice'

export interface Fault {
  readonly line: number
  /** The column; empty where it is of the whole line. */
  readonly field: string
  readonly wrong: Wrong
  /** The line that it speaks of besides; 0 where there is none. */
  readonly other: number
}

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
  return `${kind} ${number.trim().toUpperCase()}`
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
  const cases = [...persons.values()].map((ofOne) => caseOf(ofOne, today, ids))
  return { cases, faults: [] }
}

/** The form with a case in it; what the file does not say stays as it was typed. */
export function filledWith(draft: Draft, one: CaseOfFile, file: string): Draft {
  const { name, documentKind, documentNumber, onset: on, text } = one
  return {
    ...draft,
    name,
    documentKind,
    documentNumber,
    on,
    file: text === '' ? null : { name: `${file} (${one.lines.join(', ')})`, text },
    basis: one.basis ?? draft.basis,
    why: one.why ?? draft.why,
    end: one.end ?? draft.end,
  }
}

/** The first case behind another that has no fault and was not proposed yet; from the beginning where there is none behind it. */
export function nextOf(cases: readonly CaseOfFile[], after: string, proposed: ReadonlySet<string>): CaseOfFile | undefined {
  const at = cases.findIndex(({ key }) => key === after) + 1
  const turned = [...cases.slice(at), ...cases.slice(0, at)]
  return turned.find(({ key, faults }) => faults.length === 0 && !proposed.has(key))
}

function fault(line: number, field: string, wrong: Wrong, other = 0): Fault {
  return { line, field, wrong, other }
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

/** A line by its columns. */
class Line {
  readonly line: number
  readonly head: readonly string[]
  readonly cells: readonly string[]

  constructor(head: Row, row: Row) {
    this.line = row.line
    this.head = head.cells
    this.cells = row.cells
  }

  has(column: Column): boolean {
    return this.head.includes(column)
  }

  of(column: Column): string {
    return this.cells[this.head.indexOf(column)] ?? ''
  }

  /** The kind of document, by its name in the interface or in either language; a resident's where the file says none. */
  get documentKind(): DocumentKind | undefined {
    const said = this.of('document_kind')
    if (said === '') return 'resident_id'
    const { zh, en } = documents
    return DOCUMENT_KINDS.find((kind) => {
      const names: readonly string[] = [kind, zh[kind], en[kind]]
      return names.includes(said)
    })
  }

  get documentNumber(): string {
    return this.of('document_number').toUpperCase()
  }

  /** By what the lines of one person are found: the number alone, since a further line may leave the rest out. */
  get person(): string {
    return this.documentNumber || `line ${this.line}`
  }

  get id(): string {
    return this.of('id')
  }

  get event(): boolean {
    return EVENT.some((column) => this.of(column) !== '')
  }

  /** What is wrong with its cells whatever they say: more than there are columns, and letters that nobody can read. */
  wrongCells(): Fault[] {
    const extra = this.cells.some((cell, at) => cell !== '' && (this.head[at] ?? '') === '')
    const unread = this.head.filter((_, at) => this.cells[at]?.includes(UNREAD))
    return [...(extra ? [fault(this.line, '', 'cells')] : []), ...unread.map((column) => fault(this.line, column, 'encoding'))]
  }
}

function caseOf(lines: readonly Line[], today: string, ids: ReadonlyMap<string, number>): CaseOfFile {
  const [first, ...more] = lines as readonly [Line, ...Line[]]
  const events = lines.filter(({ event }) => event)
  const columns = EVENT.filter((column) => first.has(column))
  const written = [columns, ...events.map((line) => columns.map((column) => line.of(column)))]
  const said = (column: PersonColumn) => (first.has(column) ? first.of(column) : null)
  return {
    key: keyOf(first.documentKind ?? '', first.person),
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
    faults: [
      ...lines.flatMap((line) => line.wrongCells()),
      ...wrongPerson(first, today),
      ...more.flatMap((line) => wrongRepeated(first, line)),
      ...events.flatMap((line) => wrongEvent(line, ids)),
      ...(events.length > MOST_EVENTS ? [fault(first.line, 'id', 'tooManyEvents')] : []),
    ],
  }
}

function basisOf(line: Line): Draft['basis'] | undefined {
  const said = line.of('basis')
  return said === '' ? '' : BASES.find((basis) => basis === said)
}

function wrongPerson(line: Line, today: string): Fault[] {
  const faults: Fault[] = []
  const wrong = (column: PersonColumn, what: Wrong) => void faults.push(fault(line.line, column, what))
  const [name, number, onset, end] = [line.of('name'), line.documentNumber, line.of('onset'), line.of('end')]
  for (const column of NEEDED) if (line.of(column) === '') wrong(column, 'missing')
  if (name.length > MOST_NAME) wrong('name', 'long')
  if (number.length > MOST_NUMBER) wrong('document_number', 'long')
  if (line.documentKind === undefined) wrong('document_kind', 'documentKind')
  // A table that was kept as numbers has rounded the last figures away.
  if (line.documentKind === 'resident_id' && number !== '' && !/^\d{17}[\dX]$/.test(number)) wrong('document_number', 'residentId')
  if (onset !== '' && !isDay(onset)) wrong('onset', 'date')
  else if (onset !== '' && !isRecent(onset, today)) wrong('onset', 'onset')
  if (end !== '' && !isDay(end)) wrong('end', 'date')
  if (basisOf(line) === undefined) wrong('basis', 'basis')
  if (line.of('why').length > MOST_WHY) wrong('why', 'long')
  return faults
}

/** A further line of a person adds an event, and says nothing else of them than the first. */
function wrongRepeated(first: Line, line: Line): Fault[] {
  if (!line.event) return [fault(line.line, 'document_number', 'repeated', first.line)]
  const other = PERSON.filter((column) => {
    if (column === 'document_number' || line.of(column) === '') return false
    return column === 'document_kind' ? line.documentKind !== first.documentKind : line.of(column) !== first.of(column)
  })
  return other.map((column) => fault(line.line, column, 'differs', first.line))
}

/** What can be told without the rules; the rest says the service when the case is checked. */
function wrongEvent(line: Line, ids: ReadonlyMap<string, number>): Fault[] {
  const faults: Fault[] = []
  const wrong = (column: EventColumn, what: Wrong, other = 0) => void faults.push(fault(line.line, column, what, other))
  const other = ids.get(line.id) ?? line.line
  if (line.id === '') wrong('id', 'missing')
  else if (line.id.length > MOST_ID) wrong('id', 'long')
  else if (other !== line.line) wrong('id', 'idTwice', other)
  if (line.of('withdrawn') !== 'yes' && !EVENT_KINDS.includes(line.of('kind'))) wrong('kind', 'eventKind')
  for (const column of ['date', 'last_date'] as const) {
    if (line.of(column) !== '' && !isDay(line.of(column))) wrong(column, 'date')
  }
  return faults
}

/** Whether a text is a day as the interface writes it, and one of the calendar. */
function isDay(text: string): boolean {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

function isRecent(day: string, today: string): boolean {
  const back = daysBetween(day, today)
  return back >= 0 && back <= LOOKS_BACK_DAYS
}
