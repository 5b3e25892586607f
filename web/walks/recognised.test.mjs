// Two provinces that recognise each other: a gate of one judges a code of the other without a network.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers, openBrowser } from './support/browser.mjs'
import { codeOf, openGate, paste, stored, verdict } from './support/gate.mjs'
import { Phone } from './support/phone.mjs'
import { startProgram } from './support/program.mjs'

const [ZHEJIANG, JIANGSU] = ['330000', '320000']
const NANJING = { city: '320100', county: '320102' }
let ours, theirs, browser

before(async () => {
  ;[ours, theirs] = [await startProgram(), await startProgram()]
  browser = await openBrowser()
  await theirs.trust(await ours.exported(ZHEJIANG))
  await ours.trust(await theirs.exported(JIANGSU))
})

after(async () => {
  await browser?.close()
  await ours?.end()
  await theirs?.end()
})

test('s2_7_a_gate_without_a_network_judges_a_code_of_the_other_province', async () => {
  const demo = await theirs.demo()
  const resident = await Phone.enter(theirs, demo, demo.identities[0], NANJING.county, NANJING.city)
  await resident.declare(NANJING.county)
  assert.equal(await resident.fetchCode(), 'green')
  const traveller = await Phone.enter(theirs, demo, demo.identities[1], NANJING.county, NANJING.city)
  await traveller.declare(NANJING.county)
  assert.equal(await traveller.fetchCode(), 'green')
  await traveller.declareWuchang(true)

  const gate = await openGate(browser, ours, codeOf(await ours.demo(), 'shop'))
  const { context, page } = gate
  await theirListFetched(page, `${theirs.url}/s/${await tomorrow(theirs)}`)
  await context.setOffline(true)
  await paste(page, await resident.present())
  const passed = await verdict(page, 0)
  assert.equal(passed.outcome, 'pass')
  assert.match(passed.text, /Please go on[\s\S]*Checked on this device/)
  assert.deepEqual(await barriers(page), [])
  await paste(page, await traveller.present())
  const stopped = await verdict(page, 1)
  assert.equal(stopped.outcome, 'stop')
  assert.match(stopped.text, /The state has changed/)
  assert.doesNotMatch(await stored(page), /HCP1/)
  await context.close()
})

/** The day of the list of codes that were issued today. */
async function tomorrow({ url }) {
  const { today } = await (await fetch(`${url}/api/time`)).json()
  return new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10)
}

/** Meets the service again until it has handed on a list of the other, which it fetches by itself, and what came since. */
async function theirListFetched(page, list) {
  for (;;) {
    const asked = page.waitForResponse((response) => {
      const question = new URL(response.url()).searchParams
      return question.get('list') === list && (response.status() === 404 || question.has('since'))
    })
    await page.reload()
    if ((await asked).ok()) break
  }
  await page.waitForLoadState('networkidle')
}
