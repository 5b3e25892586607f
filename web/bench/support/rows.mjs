// Rows of the table of `make bench` that a browser measures: five runs, medians, milliseconds, less is better. They are
// appended to what the other rows have left in target/bench/results.jsonl.
import { appendFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const RUNS = 5
const NAME = 'page/frame-to-verdict/later'.length
const FOLDER = fileURLToPath(new URL('../../../target/bench', import.meta.url))

export function median(values) {
  const ordered = [...values].sort((a, b) => a - b)
  return ordered[Math.floor(ordered.length / 2)]
}

/**
 * A row of what each run measured; the ratio is how many times shorter ours is than the yardstick.
 *
 * @param {string} name
 * @param {string} unit what exactly is timed
 * @param {number[]} ours
 * @param {string} yardstick
 * @param {number[]} yardsticks
 */
export function rowOf(name, unit, ours, yardstick, yardsticks) {
  const [own, other] = [median(ours), median(yardsticks)]
  const row = { name, ours: own, unit: `ms: ${unit}`, yardstick, yardstick_value: other, ratio: other / own }
  return { row, notes: [`runs: ${ours.map(shown).join(', ')}`] }
}

const shown = (ms) => ms.toFixed(1)

/** The median of all runs, for a line below a row. */
export const middle = (values) => `${shown(median(values))} ms`

export async function keep(rows) {
  await mkdir(FOLDER, { recursive: true })
  const lines = rows.map(({ row }) => `${JSON.stringify(row)}\n`)
  await appendFile(path.join(FOLDER, 'results.jsonl'), lines.join(''))
}

export function print(rows) {
  for (const { row, notes } of rows) {
    const figures = [shown(row.ours), shown(row.yardstick_value)].map((figure) => figure.padStart(16)).join(' ')
    const ratio = `${row.ratio.toFixed(2).padStart(8)}x`
    console.log(`${row.name.padEnd(NAME)} ${figures} ${ratio}  ${row.unit}; yardstick: ${row.yardstick}`)
    for (const note of notes) console.log(`${' '.repeat(NAME)} ${note}`)
  }
}
