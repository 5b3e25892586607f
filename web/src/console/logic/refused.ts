// Where in one's own file stands what the service found wrong: it names the record of the events that were sent, the first of which,
// the names of the columns, is 1.
import { recordLines } from './csv'
import type { FileSaid } from './draft'

/** A place in a file. */
export interface PlaceInFile {
  /** The line; of a list in JSON the entry. */
  readonly at: number
  /** The column; empty where it is of the whole line. */
  readonly column: string
  readonly isEntry: boolean
}

/** The place that a field of a refusal names, such as `what.text[4].to`; null where it names none. */
export function placeRefused(field: string, file: FileSaid | null): PlaceInFile | null {
  const found = /^what\.text\[(\d+)\]\.(.+)$/.exec(field)
  if (found === null) return null
  const [, number = '', name = ''] = found
  const column = name === 'text' ? '' : name
  const record = Number(number)
  if (record > 1 && file?.text.trimStart().startsWith('[')) return { at: record - 1, column, isEntry: true }
  const lines = file === null ? [] : (file.lines ?? recordLines(file.text))
  return { at: lines[record - 1] ?? record, column, isEntry: false }
}
