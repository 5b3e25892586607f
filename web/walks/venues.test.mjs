// A canteen's code: registered by its manager, scanned by a guest who is there, and useless to whoever is 5 km away, comes a day
// later, or put a sticker with a link of their own over it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, DESK, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { takePicture } from './support/pictures.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'
import { oneTimeCode } from './support/program.mjs'
import { registerSchool, untilRegistered } from './support/school.mjs'
import { enrol, openConsole, sharePasskeys } from './support/staff.mjs'

const CANTEEN = 'West Lake Canteen'
const TEA_HOUSE = 'Tea House'
const THERE = { latitude: 30.26, longitude: 120.15, accuracy: 20 }
const FIVE_KM_AWAY = { ...THERE, latitude: 30.305 }
let program, browser, demo

inDemonstration((opened) => ({ program, browser, demo } = opened), () => ({ colleagues: 3 }))

/** A phone that is somewhere, on the screen of venues; what it sends is noted. */
async function guestAt(position, person) {
  const guest = await openPage(browser, program.url, { scale: 1 })
  await guest.context.grantPermissions(['geolocation'], { origin: program.url })
  await guest.context.setGeolocation(position)
  const sent = []
  guest.page.on('request', (request) => sent.push({ url: request.url(), body: request.postData() ?? '' }))
  await enter(guest.page, demo, person)
  await stayHome(guest.page)
  assert.equal(await stateShown(guest.page), 'green')
  await guest.page.getByRole('button', { name: "Scan a venue's code" }).click()
  await guest.page.getByRole('heading', { name: 'Venues and visits' }).waitFor()
  return { ...guest, sent }
}

async function read(page, text) {
  await page.getByLabel('Text of the code').fill(text)
  await page.getByRole('button', { name: 'Read it' }).click()
}

async function comeIn(page, code, figures) {
  await read(page, code)
  await page.getByRole('heading', { name: CANTEEN }).waitFor()
  if (figures !== null) await page.getByLabel("Today's four figures").fill(figures)
  await page.getByRole('button', { name: 'I am here' }).click()
}

const filed = (sent) => sent.filter(({ url }) => url.endsWith('/api/visits')).length

test('n_5_a_place_is_registered_printed_scanned_in_and_out', async () => {
  const added = await registerSchool(browser, program, demo)
  const desk = await openConsole(browser, program)
  const { page } = desk
  await enrol(page, added.code, 'Organisations')
  await untilRegistered(page)
  await page.getByRole('link', { name: 'Venues' }).click()
  await page.getByText('No place is registered yet').waitFor()

  await test('n_5_a_court_is_refused_with_the_reason', async () => {
    await page.getByLabel('What it is').selectOption('court')
    await page.getByLabel('Name of the place').fill('Court of Hangzhou')
    await page.getByLabel('Where it is').fill('30.26, 120.15')
    await page.getByRole('button', { name: 'Register it' }).click()
    await page.getByText('courts have no code: nobody is scanned on the way to a judge').waitFor()
    assert.deepEqual(await barriers(page), [])
    await takePicture(page, program, 'venue-court-desk')
  })

  await page.getByLabel('What it is').selectOption('canteen')
  await page.getByLabel('Name of the place').fill(CANTEEN)
  await page.getByRole('button', { name: 'Register it' }).click()
  await page.getByRole('heading', { name: CANTEEN }).waitFor()
  const code = (await page.locator('[data-code]').textContent()) ?? ''
  const figures = (await page.locator('[data-figures]').textContent()) ?? ''
  assert.match(code, /^HCV1:/)
  assert.match(figures, /^\d{4}$/)
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'venue-poster-desk')
  const link = await page.getByRole('link', { name: /Show it on a screen/ }).getAttribute('href')

  // The screen at the door is a device of its own, on which nobody is signed in.
  const door = await openPage(browser, program.url, { viewport: DESK, scale: 1 })
  await door.page.goto(`/console${link}`)
  await door.page.locator('[data-screen] canvas').waitFor()
  const screen = (await door.page.locator('[data-screen] [data-code]').textContent()) ?? ''
  assert.match(screen, /^HCV1:/)
  assert.deepEqual(await barriers(door.page), [])
  await takePicture(door.page, program, 'venue-screen-desk')
  assert.deepEqual(door.complaints, [])
  await door.context.close()

  const pocket = await openConsole(browser, program, { viewport: PHONE, scale: 1 })
  await sharePasskeys(desk, pocket)
  await pocket.page.goto('/console#/sign-in')
  await pocket.page.getByRole('button', { name: /passkey/ }).first().click()
  await pocket.page.getByRole('link', { name: 'Venues' }).click()
  await pocket.page.getByRole('heading', { name: CANTEEN }).waitFor()
  assert.deepEqual(await barriers(pocket.page), [])
  await takePicture(pocket.page, program, 'venue-poster-phone')
  assert.deepEqual([...desk.complaints, ...pocket.complaints], [])
  await pocket.context.close()

  const guest = await guestAt(THERE, demo.identities[0])

  await test('n_5_a_sticker_with_a_foreign_link_opens_nothing', async () => {
    const before = guest.page.url()
    await read(guest.page, 'https://evil.example/menu')
    await guest.page.getByText('This is not the code of a venue, and nothing was opened').waitFor()
    await read(guest.page, `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
    await guest.page.getByRole('alert').filter({ hasText: 'nothing was' }).waitFor()
    assert.equal(guest.page.url(), before)
    assert.deepEqual(guest.sent.filter(({ url }) => !url.startsWith(program.url)), [])
    assert.equal(filed(guest.sent), 0)
    assert.deepEqual(await barriers(guest.page), [])
    await takePicture(guest.page, program, 'venue-link-phone')
  })

  await test('n_5_who_is_there_files_a_visit_and_leaves', async () => {
    await read(guest.page, code)
    await guest.page.getByRole('heading', { name: CANTEEN }).waitFor()
    assert.deepEqual(await barriers(guest.page), [])
    await takePicture(guest.page, program, 'venue-scanned-phone')
    await guest.page.getByLabel("Today's four figures").fill(figures)
    await guest.page.getByRole('button', { name: 'I am here' }).click()
    await guest.page.getByText(`Your visit to ${CANTEEN} is filed`).waitFor()
    const [said] = guest.sent.filter(({ url }) => url.endsWith('/api/visits'))
    assert.deepEqual(Object.keys(JSON.parse(said.body)).sort(), ['code', 'figures', 'id', 'near'])
    const told = guest.sent.map(({ url, body }) => `${url} ${body}`).join('\n')
    assert.doesNotMatch(told, /30\.26|120\.15|3026000|latitude/, 'where the phone is stays on the phone')
    await takePicture(guest.page, program, 'venue-visit-phone')
    await guest.page.getByRole('button', { name: `Leave ${CANTEEN}` }).click()
    await guest.page.getByRole('button', { name: `Take the visit to ${CANTEEN} off this phone` }).waitFor()
    await guest.page.reload()
    await guest.page.locator('[data-visit]').getByText('proven').waitFor()
  })

  await test('n_5_without_figures_a_visit_is_unproven_and_stays_on_the_phone', async () => {
    const before = filed(guest.sent)
    await comeIn(guest.page, code, null)
    await guest.page.getByText('a visit that nothing proves').waitFor()
    assert.equal(filed(guest.sent), before)
    assert.equal(await guest.page.locator('[data-visit]').count(), 2)
    assert.deepEqual(await barriers(guest.page), [])
  })

  await test('n_5_the_figures_go_to_a_number_whose_holder_told_the_code', async () => {
    const number = page.locator('[data-number]')
    await number.getByText('Figures by short message').click()
    await number.getByLabel('Mobile number that gets them').fill(demo.identities[2].phone)
    await number.getByRole('button', { name: 'Send a code there' }).click()
    const field = number.getByLabel('Code that came there')
    await field.waitFor()
    await field.fill(await oneTimeCode(demo.inbox_url, demo.identities[2].phone))
    assert.deepEqual(await barriers(page), [])
    await number.getByRole('button', { name: 'Confirm: send them each day' }).click()
    await number.getByText(/They go to 1/).waitFor()
    assert.deepEqual(await barriers(page), [])
    await takePicture(page, program, 'venue-number-desk')
    await number.getByRole('button', { name: 'Stop the messages' }).click()
    await number.getByLabel('Mobile number that gets them').waitFor()
  })

  await test('n_5_a_place_that_is_closed_for_good_says_so_to_whoever_scans_it', async () => {
    await page.getByLabel('What it is').selectOption('restaurant')
    await page.getByLabel('Name of the place').fill(TEA_HOUSE)
    await page.getByLabel('Where it is').fill('30.26, 120.15')
    await page.getByRole('button', { name: 'Register it' }).click()
    const poster = page.locator('[data-poster]', { has: page.getByRole('heading', { name: TEA_HOUSE }) })
    const old = (await poster.locator('[data-code]').textContent()) ?? ''
    await poster.getByRole('button', { name: 'Close the place' }).click()
    await page.getByText('For good: its code opens nothing').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.getByRole('button', { name: 'Close it for good' }).click()
    await poster.waitFor({ state: 'detached' })
    await read(guest.page, old)
    await guest.page.getByRole('heading', { name: TEA_HOUSE }).waitFor()
    await guest.page.getByLabel("Today's four figures").fill(figures)
    await guest.page.getByRole('button', { name: 'I am here' }).click()
    await guest.page.getByText(/his place has closed its code/).waitFor()
    assert.deepEqual(await barriers(guest.page), [])
    await guest.page.getByRole('button', { name: 'Cancel' }).click()
  })

  const away = await guestAt(FIVE_KM_AWAY, demo.identities[1])

  await test('n_5_a_code_passed_on_the_same_day_files_nothing_5_km_away', async () => {
    await comeIn(away.page, code, figures)
    await away.page.getByText(`You are about 5.0 km away from ${CANTEEN}; nothing was filed`).waitFor()
    assert.equal(filed(away.sent), 0)
    assert.equal(await away.page.locator('[data-visit]').count(), 0)
    assert.deepEqual(await barriers(away.page), [])
    await takePicture(away.page, program, 'venue-far-phone')
  })

  await test('n_5_a_code_passed_on_to_the_next_day_is_refused', async () => {
    await program.nextDay()
    await guest.page.reload()
    await comeIn(guest.page, code, figures)
    await guest.page.getByText('these are the figures of yesterday').waitFor()
    assert.deepEqual(await barriers(guest.page), [])
    await takePicture(guest.page, program, 'venue-yesterday-phone')
    await guest.page.getByRole('button', { name: 'Cancel' }).click()
    await read(guest.page, screen)
    await guest.page.getByText('This code of a screen is over').waitFor()
    await guest.page.goto('/#/code')
    assert.equal(await stateShown(guest.page), 'green', 'scanning changed nobody')
  })

  assert.deepEqual([...guest.complaints, ...away.complaints], [])
  for (const { context } of [guest, away, desk]) await context.close()
})
