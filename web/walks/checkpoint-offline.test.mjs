// At a gate without a network: it judges by itself, keeps what it judged through a restart, and the server gets it once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, enrol, keptScans, openDevice, openGate, paste, stored, verdict } from './support/gate.mjs'
import { Phone } from './support/phone.mjs'

const DAY_MS = 86_400_000
let program, browser, demo, green

inDemonstration(async (given) => {
  ;({ program, browser, demo } = given)
  green = await Phone.enter(program, demo, demo.identities[0], '330102')
  await green.declare('330102')
})

test('n_1_scans_while_the_service_is_down_survive_a_restart_and_arrive_once', async () => {
  const before = await openDevice(program.folder, program.url)
  await enrol(before.page, codeOf(demo, 'shop'))
  await before.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await green.fetchCode()
  await paste(before.page, await green.present())
  assert.equal((await verdict(before.page, 0)).outcome, 'pass')

  const held = []
  for (let person = 0; person < 3; person++) {
    assert.equal(await green.fetchCode(), 'green')
    held.push(green.holding())
  }
  await program.stop()
  await paste(before.page, await green.present({ of: held[0] }))
  const alone = await verdict(before.page, 1)
  assert.match(alone.text, /Please go on[\s\S]*Checked on this device/)
  await before.context.close()

  const { context, page } = await openDevice(program.folder, program.url)
  await page.getByText('1 to send').waitFor()
  await page.getByText('Offline').waitFor()
  await paste(page, await green.present({ of: held[1] }))
  assert.equal((await verdict(page, 2)).outcome, 'pass')
  await page.getByRole('button', { name: 'No code' }).click()
  await verdict(page, 3)
  await page.getByRole('button', { name: 'Not let through' }).click()
  await page.getByText('3 to send').waitFor()
  assert.deepEqual(await barriers(page), [])
  const disk = await stored(page)
  assert.match(disk, /"reason":"no_code"/)
  assert.doesNotMatch(disk, /HCP1|林|小雨/)

  await program.start()
  await paste(page, await green.present({ of: held[2] }))
  await page.locator('[data-scan="4"][data-outcome="pass"]').waitFor()
  await page.getByText('to send').waitFor({ state: 'detached' })
  const kept = await keptScans(program.folder)
  assert.deepEqual(
    kept.map(({ number, outcome, by_hand }) => [number, outcome, by_hand]),
    [
      [0, 'pass', null],
      [1, 'pass', null],
      [2, 'pass', null],
      [3, 'by_hand', 'not_let_through'],
      [4, 'pass', null],
    ],
  )
  assert.doesNotMatch(await stored(page), /HCP1|林|小雨/)
  await context.close()
})

test('s2_19_a_decision_that_gets_worse_reaches_a_gate_without_a_network_at_its_last_contact', async () => {
  // A started demonstration has fresh codes for its checkpoints.
  const { context, page } = await openGate(browser, program, codeOf(await program.demo(), 'community'))
  const traveller = await Phone.enter(program, await program.demo(), demo.identities[1], '330105')
  await traveller.declareWuchang(false)
  assert.equal(await traveller.fetchCode(), 'green')
  const before = traveller.holding()
  await traveller.declareWuchang(true)
  await page.getByRole('button', { name: 'Out', exact: true }).click()
  await listsFetched(page)
  await context.setOffline(true)
  await paste(page, await traveller.present({ of: before }))
  const changed = await verdict(page, 0)
  assert.equal(changed.outcome, 'stop')
  assert.match(changed.text, /The state has changed/)
  await context.close()
})

/** Waits until the device has heard the service's newest word about its codes. */
async function listsFetched(page) {
  const answered = page.waitForResponse((response) => /\/s\/\d{4}-\d{2}-\d{2}/.test(response.url()))
  await page.reload()
  await answered
  await page.waitForLoadState('networkidle')
}

test('s2_3_a_picture_is_refused_a_minute_later_and_an_old_code_after_its_day', async () => {
  const { context, page } = await openGate(browser, program, codeOf(await program.demo(), 'transport'))
  await context.clock.install()
  await page.reload()
  await page.locator('.gate').waitFor()
  await green.fetchCode()
  await context.setOffline(true)
  const picture = await green.present()
  await paste(page, picture)
  await verdict(page, 0)
  await context.clock.fastForward(60_000)
  await paste(page, picture)
  const stopped = await verdict(page, 1)
  assert.equal(stopped.outcome, 'stop')
  assert.match(stopped.text, /A picture or an old code/)

  await context.clock.fastForward(3 * DAY_MS)
  await paste(page, await green.present({ aheadMs: 3 * DAY_MS + 60_000 }))
  assert.match((await verdict(page, 0)).text, /The code has expired/, 'numbers begin with 0 each day')

  // The clock of the device is set back by two days: it judges nobody until it has met the server.
  await context.clock.setSystemTime(Date.now() - 2 * DAY_MS)
  await page.getByRole('alert').getByText(/The clock of this device is .* behind/).waitFor()
  assert.deepEqual(await barriers(page), [])
  await paste(page, await green.present())
  await context.setOffline(false)
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await green.fetchCode()
  await paste(page, await green.present())
  assert.equal((await verdict(page, 2)).outcome, 'pass')
  await context.close()
})
