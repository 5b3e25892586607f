// A line of a file of cases by its columns, and what can be wrong in one.
import type { DocumentKind } from '../../shared/api'
import { DOCUMENT_KINDS } from '../../shared/documents'
import { documents } from '../../shared/words/documents'
import type { Row } from './csv'
import { normalNumber, wordOf, type WrongNumber } from './document-number'

/** What a file says of a person. */
export const PERSON = ['name', 'document_kind', 'document_number', 'onset', 'basis', 'why', 'end'] as const
/** What must be among its columns. */
export const NEEDED = ['name', 'document_number', 'onset'] as const
/** What it says of an event: the columns of a file of events, whose onset is the case's. */
export const EVENT = [
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
/** What a decoder writes for bytes that are no letter. */
export const UNREAD = '\uFFFD'

export type PersonColumn = (typeof PERSON)[number]
export type EventColumn = (typeof EVENT)[number]
type Column = PersonColumn | EventColumn

/** What can be wrong, by its word in the interface. */
export type Wrong =
  | WrongNumber
  | 'unknownColumn'
  | 'columnTwice'
  | 'columnMissing'
  | 'encoding'
  | 'misread'
  | 'quote'
  | 'cells'
  | 'none'
  | 'tooMany'
  | 'tooManyEvents'
  | 'missing'
  | 'long'
  | 'documentKind'
  | 'date'
  | 'onset'
  | 'basis'
  | 'differs'
  | 'repeated'
  | 'eventKind'
  | 'idTwice'
  | 'moment'
  | 'turned'
  | 'halfHour'
  | 'bothTimes'
  | 'place'
  | 'air'
  | 'register'
  | 'withdrawn'
  | 'ofNoVenue'
  | 'ofNoJourney'

export interface Fault {
  readonly line: number
  /** The column; empty where it is of the whole line. */
  readonly field: string
  readonly wrong: Wrong
  /** The line that it speaks of besides; 0 where there is none. */
  readonly other: number
}

export function fault(line: number, field: string, wrong: Wrong, other = 0): Fault {
  return { line, field, wrong, other }
}

/** A line by its columns. */
export class Line {
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

  /** The number in its normal form; as it was said where nobody knows of what it is. */
  get documentNumber(): string {
    const [kind, said] = [this.documentKind, this.of('document_number')]
    return kind === undefined ? said : normalNumber(kind, said)
  }

  /** By what the lines of one person are found: the number alone, since a further line may leave the rest out. */
  get person(): string {
    return wordOf(this.of('document_number')) || `line ${this.line}`
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
