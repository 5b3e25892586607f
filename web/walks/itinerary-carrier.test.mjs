// The carrier fails, and says nonsense: clear words, nothing that was typed is lost, and no colour comes of it. When it is back, one
// goes on; and a phone that was seen across the border of its own county is asked about.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser, openPage, PHONE } from './support/browser.mjs'
import { driftingPhone, startCarrier } from './support/carrier.mjs'
import { button, shown, shows } from './support/family.mjs'
import {
  addCounty, begin, compare, confirm, COUNTIES, listDone, passAndShow, take, toBeijing, WORDS,
} from './support/itinerary.mjs'
import { startProgram } from './support/program.mjs'

/** Binjiang, which touches Shangcheng. */
const BESIDE = '330108'
const words = WORDS.en
let carrier, program, browser, demo

before(async () => {
  carrier = await startCarrier(driftingPhone(COUNTIES.shangcheng.code, BESIDE, 5))
  program = await startProgram({ carrier: carrier.url })
  browser = await openBrowser()
  demo = await program.demo()
})

after(async () => {
  await browser?.close()
  await program?.end()
  await carrier?.end()
})

test('s0_8_s0_9_a_carrier_that_fails_loses_nothing_and_a_neighbouring_county_is_asked_about', async () => {
  const person = demo.identities[0]
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  demo = await toBeijing(page, words, program, person)
  await begin(page, words)
  await confirm(page, words, demo, person.phone)
  await addCounty(page, words, demo, COUNTIES.shangcheng, [14, 0])
  carrier.behave('failing')
  await button(page, words.query).click()
  await page.locator('[data-recorded] [role="alert"]').waitFor()
  assert.ok(carrier.asked('failing') > 0)
  await page.getByRole('button', { name: 'Edit the place: Shangcheng District' }).waitFor()
  await addCounty(page, words, demo, COUNTIES.dongcheng, [0, 0])
  await listDone(page, words)
  // Nonsense before it fails again: a carrier that failed some times is left alone.
  for (const conduct of ['nonsense', 'failing']) {
    carrier.behave(conduct)
    const before = carrier.asked(conduct)
    await compare(page, words)
    await page.getByRole('alert').getByText(/carrier/i).waitFor()
    assert.ok(carrier.asked(conduct) > before, `it was asked while it was ${conduct}`)
    await page.locator('[data-number="1"]').getByText(/Shangcheng District/).waitFor()
  }
  await take(page, program, 'carrier-down-phone')
  await context.setOffline(true)
  await compare(page, words)
  await page.getByRole('alert').getByText(/No network/).waitFor()
  await context.setOffline(false)
  await page.goto('/#/code')
  assert.equal(await shown(page), 'unconfirmed', 'a carrier that fails makes no colour')
  await button(page, words.verify).click()

  // A carrier that failed is left alone for a while; on the next day it is asked again.
  carrier.behave('well')
  await program.nextDay()
  await page.reload()
  await compare(page, words)
  const asked = page.locator('[data-asked]')
  await asked.getByText(/Binjiang District/).first().waitFor()
  assert.equal(await page.locator('[data-findings]').count(), 0)
  await take(page, program, 'asked-phone')
  await asked.getByRole('button', { name: 'I was not there' }).click()
  await passAndShow(page, words)
  await button(page, words.openCode).click()
  assert.ok(carrier.asked('well') > 0)
  await shows(page, 'green')
  assert.deepEqual(complaints, [])
  await context.close()
})
