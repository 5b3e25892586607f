// Tables as text: a line a row, with a comma, a semicolon or a tab between the cells; what stands in quotes may hold any of them.

export interface Row {
  /** The line of the text in which it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** The sign between the cells: of a table that was copied a tab, else what the first line has. */
function signOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1)
  return ['\t', ';'].find((sign) => head.includes(sign)) ?? ','
}

/** Reads a table; a row without anything in it is none. `open` is the line of a quotation mark that nothing closes, 0 where all are closed. */
export function readTable(whole: string): { rows: Row[]; open: number } {
  const text = whole.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const sign = signOf(text)
  const rows: Row[] = []
  let cells: string[] = []
  let [cell, line, first, open] = ['', 1, 1, 0]
  const endRow = () => {
    cells.push(cell.trim())
    if (cells.some((one) => one !== '')) rows.push({ line: first, cells })
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
