// The first visit: light enough for a slow network at eight in the morning, nothing of it from anybody else, and nothing moves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'

const MOST_BYTES = 120_000
let program, browser

inDemonstration((given) => ({ program, browser } = given))

test('n_1_the_first_visit_weighs_less_than_120_kilobytes_and_asks_nobody_else', async () => {
  const { context, page } = await openPage(browser, program.url)
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  const strangers = []
  session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength))
  page.on('request', (request) => {
    if (!request.url().startsWith(program.url)) strangers.push(request.url())
  })
  await page.goto('/')
  await page.getByRole('listitem').first().waitFor()
  assert.ok(bytes > 50_000 && bytes < MOST_BYTES, `${bytes} bytes`)
  assert.deepEqual(strangers, [])
  await context.close()
})

test('s1_11_nothing_moves_on_the_first_visit_while_what_it_asked_for_arrives', async () => {
  const { context, page } = await openPage(browser, program.url)
  await page.addInitScript(() => {
    window['moved'] = 0
    const look = (list) => list.getEntries().forEach((shift) => (window['moved'] += shift['value']))
    new PerformanceObserver(look).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto('/')
  await page.locator('.cities button').first().waitFor()
  await page.getByRole('complementary', { name: 'Demo' }).waitFor()
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))))
  const moved = await page.evaluate(() => window['moved'])
  assert.ok(moved < 0.1, `${moved}`)
  await context.close()
})
