// Tables as text: a line a row, with a comma, a semicolon or a tab between the cells; what stands in quotes may hold any of them.

export interface Row {
  /** The line of the text in which it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

interface Table {
  readonly rows: Row[]
  /** The line of a quotation mark that nothing closes, 0 where all are closed. */
  readonly open: number
}

/** The sign between the cells: of a table that was copied a tab, else what the first line has. */
function signOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1)
  return ['\t', ';'].find((sign) => head.includes(sign)) ?? ','
}

/** Reads a table; a row without anything in it is none. */
export function readTable(whole: string): Table {
  const { rows, open } = split(whole, signOf(whole))
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')), open }
}

/** The lines in which the records of a CSV file begin, as the service counts them: a line without anything is none. */
export function recordLines(whole: string): number[] {
  return split(whole, ',').rows.map(({ line }) => line)
}

function split(whole: string, sign: string): Table {
  const text = whole.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const rows: Row[] = []
  let cells: string[] = []
  let [cell, line, first, open] = ['', 1, 1, 0]
  const endRow = () => {
    if (cells.length > 0 || cell !== '') rows.push({ line: first, cells: [...cells, cell.trim()] })
    ;[cells, cell, first] = [[], '', line]
  }
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at)
    if (letter === '\n') line += 1
    if (open > 0) {
      if (letter !== '"') cell += letter
      else if (text.charAt(at + 1) !== '"') open = 0
      else [cell, at] = [`${cell}"`, at + 1]
    } else if (letter === '"' && cell.trim() === '') [cell, open] = ['', line]
    else if (letter === '\n') endRow()
    else if (letter === sign) {
      cells.push(cell.trim())
      cell = ''
    } else cell += letter
  }
  endRow()
  return { rows, open }
}

/** The cells of rows as CSV. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  const write = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return rows.map((cells) => `${cells.map(write).join(',')}\n`).join('')
}
