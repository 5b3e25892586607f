// The way back to green on a phone: a calendar that is saved, a check-in without a network, advice, notices, the card that
// needs nothing, and the certificate at the end.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, openGate, paste, verdict } from './support/gate.mjs'
import { everythingKept, placesOf } from './support/kept.mjs'
import { takePicture } from './support/pictures.mjs'
import { enter, enterPhone, register, signIn, stateShown, stayHome } from './support/resident.mjs'

const run = promisify(execFile)
let program, browser, demo

// The spring of the national policy, whose fever is seven days of yellow.
inDemonstration((given) => ({ program, browser, demo } = given), () => ({ date: '2020-03-01' }))

/** Declares a temperature; its rule is yellow for seven days. */
async function yellow(page, person) {
  await enter(page, demo, person)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByLabel('Temperature').fill('37.9')
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.getByRole('button', { name: 'Submit' }).click()
  assert.equal(await stateShown(page), 'yellow')
}

const look = (page) => page.evaluate(() => window.dispatchEvent(new Event('focus')))

async function nextDay(page) {
  await program.nextDay()
  await look(page)
  await page.getByRole('button', { name: 'Check in for today' }).waitFor()
}

async function checkIn(page, { temperature = '36.5', words = '' } = {}) {
  await page.getByRole('button', { name: 'Check in for today' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Temperature').fill(temperature)
  await sheet.getByRole('button', { name: 'I feel well' }).click()
  if (words !== '') await sheet.getByLabel('Anything else').fill(words)
  await sheet.getByRole('button', { name: 'Check in', exact: true }).click()
}

/** How many check-ins the service keeps. */
async function checkInsKept() {
  const { stdout } = await run('sqlite3', [path.join(program.folder, 'data', 'walk.db'), 'SELECT count(*) FROM check_in'])
  return Number(stdout)
}

test('s2_29_a_certificate_at_a_gate_is_not_a_code', async () => {
  const gate = await openGate(browser, program, codeOf(demo, 'shop'))
  await paste(gate.page, 'HCR1:ABCDEF')
  const told = await verdict(gate.page, 0)
  assert.equal(told.outcome, 'by_hand')
  assert.equal(told.reason, 'refused.release_certificate')
  assert.match(told.text, /certificate of release, not a code/)
  await gate.context.close()
})

test('s2_29_seven_yellow_days_on_the_page_to_green_at_midnight', async () => {
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1 })
  await yellow(page, demo.identities[0])
  const notices = page.locator('[data-notices]')
  await notices.locator('[data-notice="opened"]').waitFor()
  await notices.getByRole('button', { name: 'Understood' }).click()
  await notices.waitFor({ state: 'detached' })
  await page.getByText('Day 1 of 7').first().waitFor()
  await page.getByText(/^Free from .* 00:00$/).first().waitFor()
  assert.deepEqual(await barriers(page), [])

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save in the phone’s calendar' }).click()
  const file = await download
  assert.match(file.suggestedFilename(), /\.ics$/)
  const calendar = await readFile(await file.path(), 'utf8')
  assert.match(calendar, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/)
  assert.match(calendar, /RRULE:FREQ=DAILY/)
  assert.doesNotMatch(calendar.replaceAll('\r\n ', ''), /SUMMARY:.*(yellow|red|quarantine)/i)

  // Without a network the check-in waits, and is shown as waiting after a reload too.
  await nextDay(page)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  await checkIn(page, { words: 'a cough at night' })
  await page.locator('[data-waiting]').waitFor()
  await page.reload()
  await page.locator('[data-waiting]').waitFor()
  const kept = (await everythingKept(page)).filter(({ place }) => !place.startsWith('cache '))
  assert.deepEqual(placesOf(kept, [Buffer.from('a cough at night')]), [])
  await context.setOffline(false)
  await page.getByText('Checked in today').waitFor()

  // A fever gives advice.
  await nextDay(page)
  await takePicture(page, program, 'quarantine-phone')
  await checkIn(page, { temperature: '37.3' })
  await page.locator('[data-advice]').waitFor()
  assert.deepEqual(await barriers(page), [])
  for (let day = 4; day <= 7; day += 1) {
    await nextDay(page)
    await page.getByText(`Day ${day} of 7`).first().waitFor()
    await checkIn(page)
    await page.getByText('Checked in today').waitFor()
  }
  await program.nextDay()
  await look(page)
  await page.locator('[data-state="green"] canvas').waitFor()
  await page.locator('[data-notice="complete"]').waitFor()

  await page.getByRole('button', { name: 'Certificate of release' }).click()
  await page.getByRole('button', { name: 'Make the certificate' }).click()
  const certificate = page.locator('[data-certificate]')
  await certificate.locator('canvas').waitFor()
  assert.deepEqual(await barriers(page), [])
  assert.doesNotMatch(await certificate.innerText(), /yellow/i)
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s2_29_a_check_in_that_waits_is_neither_shown_to_nor_sent_for_another_who_signs_in_on_the_phone', async () => {
  const [, first, second] = demo.identities
  const { context, page } = await openPage(browser, program.url)
  await yellow(page, first)
  await nextDay(page)
  const before = await checkInsKept()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  await checkIn(page)
  await page.locator('[data-waiting]').waitFor()

  // The session ends, and another signs in.
  await context.clearCookies()
  await context.setOffline(false)
  await look(page)
  await page.getByRole('button', { name: 'Please sign in again' }).click()
  await enterPhone(page, demo, second)
  await register(page, second)
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')
  assert.equal(await page.locator('[data-waiting]').count(), 0)
  await page.reload()
  assert.equal(await stateShown(page), 'green')
  assert.equal(await checkInsKept(), before)
  await page.getByRole('button', { name: 'My data' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('button', { name: 'Sign out now' }).click()
  await page.getByRole('searchbox').waitFor()

  await signIn(page, demo, first)
  await page.getByRole('button', { name: /registered before/ }).click()
  await page.getByLabel('Last six of your document number').fill(first.document_number.slice(-6))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('Checked in today').waitFor()
  assert.equal(await checkInsKept(), before + 1)
  await context.close()
})

test('s2_29_emergency_care_needs_no_code_no_sign_in_and_no_network', async () => {
  for (const language of /** @type {const} */ (['en', 'zh'])) {
    const { context, page } = await openPage(browser, program.url, { language })
    await page.goto('/')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await context.setOffline(true)
    await page.goto('/#/emergency')
    await page.reload()
    await page.getByRole('heading', { name: /急诊不查码/ }).waitFor()
    await page.getByText('Emergency care needs no code').first().waitFor()
    assert.equal(await page.locator('a[href="tel:120"]').count(), 1)
    await page.getByText(/第二十七条/).first().waitFor()
    assert.deepEqual(await barriers(page), [])
    await context.close()
  }
})

test('s2_29_the_card_is_one_tap_from_sign_in', async () => {
  const { context, page } = await openPage(browser, program.url)
  await page.goto('/')
  await page.getByRole('searchbox').fill('Hangzhou')
  await page.getByRole('list', { name: 'Cities' }).getByRole('button', { name: 'Hangzhou' }).first().click()
  await page.getByRole('button', { name: /^Use now/ }).click()
  await page.getByRole('button', { name: /急诊不查码/ }).click()
  await page.getByRole('heading', { name: /急诊不查码/ }).waitFor()
  await context.close()
})
