// What most walks begin with: the program in a demonstration of its own, and a browser; both end with the file's last test.
import { after, before } from 'node:test'
import { openBrowser } from './browser.mjs'
import { startProgram } from './program.mjs'

/** Opens them before the first test and gives them to `take`, with what the demonstration offers: `take` may prepare more before
 *  the first test. `options` are the program's. */
export function inDemonstration(take, options = () => ({})) {
  let program, browser
  before(async () => {
    program = await startProgram(await options())
    browser = await openBrowser()
    await take({ program, browser, demo: await program.demo() })
  })
  after(async () => {
    await browser?.close()
    await program?.end()
  })
}
