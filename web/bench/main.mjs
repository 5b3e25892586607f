// `make bench`, the rows of the pages: node bench/main.mjs [NAME ...], all whose names begin so, or all.
import { openBrowser } from '../walks/support/browser.mjs'
import { startProgram } from '../walks/support/program.mjs'
import { measureFrames } from './frame-to-verdict.mjs'
import { measureDrawing } from './qr-drawn.mjs'
import { keep, print } from './support/rows.mjs'

const ROWS = { 'page/qr-drawn': measureDrawing, 'page/frame-to-verdict': measureFrames }

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const isWanted = (name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word))

for (const [name, measure] of Object.entries(ROWS)) {
  if (!isWanted(name)) continue
  const program = await startProgram()
  const browser = await openBrowser()
  try {
    const rows = await measure(browser, program)
    print(rows)
    await keep(rows)
  } finally {
    await browser.close()
    await program.end()
  }
}
