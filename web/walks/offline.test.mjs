// Without a network: the page opens and shows the code, after midnight too, until the credential ends.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { readQr } from './support/qr.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'

const DAY_MS = 86_400_000
let program, browser

inDemonstration((given) => ({ program, browser } = given))

test('n_1_the_page_opens_without_a_server_and_shows_the_code_until_it_ends', async () => {
  const { context, page } = await openPage(browser, program.url)
  await context.clock.install()
  const demo = await program.demo()
  await enter(page, demo, demo.identities[0])
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const first = await readQr(page, program.folder)

  await program.stop()
  await page.reload()
  assert.equal(await stateShown(page), 'green')
  await page.getByText('Confirmed today').waitFor()
  await page.getByText('No network; the code still works').waitFor()
  assert.notEqual(await readQr(page, program.folder), first)

  await context.clock.fastForward(DAY_MS)
  await page.getByText('Confirmed yesterday, still good today').waitFor()
  assert.match(await readQr(page, program.folder), /^HCP1:/)

  await context.clock.fastForward(DAY_MS)
  await page.getByText('This code has ended').waitFor()
  await context.close()
})
