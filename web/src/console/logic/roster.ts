// A roster as a file: one person a line, a name and a document number or a phone, with a comma, a semicolon or a tab between.
import type { RosterRow } from '../../shared/api'

/** A mainland phone; every other number is a document. */
const PHONE = /^1[3-9]\d{9}$/

export interface Roster {
  readonly rows: RosterRow[]
  /** The lines, from 1, that are no row. */
  readonly faulty: number[]
}

/** Reads a roster. A first line without any figure is a heading; empty lines are none. */
export function readRoster(text: string): Roster {
  const rows: RosterRow[] = []
  const faulty: number[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  for (const [at, line] of lines.entries()) {
    const heading = at === 0 && !/\d/.test(line) && /\d/.test(text)
    if (line.trim() === '' || heading) continue
    const [name = '', number = ''] = line.split(/[,;\t，；]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1').trim())
    const plain = number.replace(/[\s-]/g, '').toUpperCase()
    if (name === '' || plain === '') faulty.push(at + 1)
    else rows.push(PHONE.test(plain) ? { name, phone: plain } : { name, document_number: plain })
  }
  return { rows, faulty }
}
