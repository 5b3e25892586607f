// At a pharmacy: a code is scanned, a class is picked, and it is registered, with and without a network; whoever it is reads it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { barriers, DESK, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, openGate, paste, stored, verdict } from './support/gate.mjs'
import { Phone } from './support/phone.mjs'
import { takePicture } from './support/pictures.mjs'
import { readQr } from './support/qr.mjs'
import { enter, stayHome } from './support/resident.mjs'

const run = promisify(execFile)
let program, browser, demo

inDemonstration((opened) => ({ program, browser, demo } = opened))

async function purchases() {
  const { stdout } = await run('sqlite3', [path.join(program.folder, 'data', 'walk.db'), 'SELECT count(*) FROM purchase'])
  return Number(stdout)
}

/** Waits until the server has kept so many. */
async function keptPurchases(page, count) {
  await page.waitForResponse((answer) => answer.url().endsWith('/api/checkpoint/purchases') && answer.ok())
  assert.equal(await purchases(), count)
}

/** The code of another pharmacy. */
async function freshCode() {
  const where = ['--scene', 'pharmacy', '--division', '330106', '--name', "平安药店 Ping'an Pharmacy"]
  return (await program.command('checkpoint', 'add', ...where)).code
}

const panel = (page) => page.locator('[data-purchase]')

test('s1_7_the_pharmacist_scans_picks_a_class_and_is_told_registered_with_and_without_a_network', async () => {
  const phone = await Phone.enter(program, demo, demo.identities[0], '330102')
  await phone.declare('330102')
  await phone.fetchCode()
  const { context, page, complaints } = await openGate(browser, program, codeOf(demo, 'pharmacy'), { viewport: PHONE })
  await paste(page, await phone.present())
  assert.equal((await verdict(page, 0)).outcome, 'pass')
  for (const name of ['Fever', 'Cough', 'Antiviral', 'Antibiotic']) await panel(page).getByRole('button', { name, exact: true }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'pharmacy')
  const arrived = keptPurchases(page, 1)
  await panel(page).getByRole('button', { name: 'Fever', exact: true }).click()
  await panel(page).getByText('Registered · Fever').waitFor()
  await arrived
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'pharmacy-registered')

  // Another code: the same one that is still before the gate is the same scan.
  await phone.fetchCode()
  await context.setOffline(true)
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  const text = await phone.present()
  await paste(page, text)
  await verdict(page, 1)
  await panel(page).getByRole('button', { name: 'Cough', exact: true }).click()
  await panel(page).getByText('Registered · Cough').waitFor()
  // What waits on the device is sealed: neither the code nor the class can be read there.
  const kept = await stored(page)
  assert.match(kept, /sealed/)
  assert.doesNotMatch(kept, /HCP1:/)
  const later = keptPurchases(page, 2)
  await context.setOffline(false)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await later
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s1_7_who_is_stopped_elsewhere_is_registered_too_and_no_code_registers_nobody', async () => {
  const phone = await Phone.enter(program, demo, demo.identities[1], '330105')
  await phone.declareWuchang(true)
  assert.equal(await phone.fetchCode(), 'red')
  const { context, page } = await openGate(browser, program, await freshCode(), { viewport: DESK, scale: 1 })
  await paste(page, await phone.present())
  assert.equal((await verdict(page, 0)).outcome, 'by_hand')
  await panel(page).getByRole('button', { name: 'Antiviral', exact: true }).click()
  await panel(page).getByText('Registered · Antiviral').waitFor()
  await takePicture(page, program, 'pharmacy-desk')
  await page.getByRole('button', { name: 'No code' }).click()
  await verdict(page, 1)
  assert.equal(await panel(page).count(), 0)
  await context.close()
})

test('s1_7_whoever_it_was_reads_it_among_their_data', async () => {
  const resident = await openPage(browser, program.url)
  await enter(resident.page, demo, demo.identities[2])
  await stayHome(resident.page)
  const canvas = resident.page.locator('[data-state] canvas').first()
  await canvas.waitFor()
  const { page, context } = await openGate(browser, program, await freshCode(), { viewport: PHONE })
  await paste(page, await readQr(resident.page, program.folder))
  await verdict(page, 0)
  const arrived = keptPurchases(page, 4)
  await panel(page).getByRole('button', { name: 'Antibiotic', exact: true }).click()
  await panel(page).getByText('Registered · Antibiotic').waitFor()
  await arrived
  await context.close()
  await resident.page.goto('/#/me')
  const mine = resident.page.locator('[data-purchases]')
  await mine.getByText('Antibiotic').waitFor()
  await mine.getByText("Ping'an Pharmacy").waitFor()
  await mine.scrollIntoViewIfNeeded()
  assert.deepEqual(await barriers(resident.page), [])
  await takePicture(resident.page, program, 'purchases-mine')
  assert.deepEqual(resident.complaints, [])
  await resident.context.close()
})
