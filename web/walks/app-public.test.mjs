// What anybody reads without signing in: help by cause, feedback with its number and answer, the state of the service. And
// every page at twice the size of its letters.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, DESK, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { takePicture } from './support/pictures.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'
import { codeFor, enrol, openConsole } from './support/staff.mjs'

const WORDS = 'The calendar is hard to read for my mother.'
const ANSWER = 'It is larger from today on; please open the page again.'
/** Pages at which a person stands who has a code. */
const SCREENS = ['', 'provinces', 'overview', 'help', 'feedback', 'code', 'sheet', 'me', 'declarations', 'notices', 'data', 'doctor', 'log', 'emergency', 'itinerary/110000']
/** Those of them of which no other walk takes a picture. */
const SHOWN = ['provinces', 'feedback', 'sheet', 'me', 'declarations', 'notices', 'data', 'doctor', 'emergency']
let program, browser, demo

/** In the page: letters twice as large, and the widest that it is drawn from here on, also while a screen is still loading. */
function watchWidth() {
  document.documentElement.style.fontSize = '225%'
  const look = () => {
    globalThis.widest = Math.max(globalThis.widest ?? 0, document.documentElement.scrollWidth)
    requestAnimationFrame(look)
  }
  look()
}

inDemonstration((given) => ({ program, browser, demo } = given))

test('s2_7_the_state_of_the_service_is_read_by_anybody_and_names_nobody', async () => {
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1 })
  await page.goto('/overview')
  await page.getByRole('heading', { name: 'State of the service' }).waitFor()
  await page.locator('[data-queues]').getByText('Appeals').waitFor()
  await page.locator('[data-neighbours]').getByText('Identity registry').waitFor()
  await page.locator('[data-lists]').getByText('In force', { exact: true }).waitFor()
  const told = await (await fetch(`${program.url}/api/overview`)).json()
  for (const city of told.cities) {
    const counts = city.states.map(({ people }) => people)
    assert.ok(counts.every((people) => people === null || people === 0 || people >= told.least), city.city.en)
  }
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'overview-phone')
  await page.setViewportSize(DESK)
  await takePicture(page, program, 'overview-desk')
  await page.setViewportSize(PHONE)
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s0_1_what_happens_most_often_stands_first_on_the_help_page_and_is_answered', async () => {
  const { context, page } = await openPage(browser, program.url, { scale: 1 })
  await page.goto('/')
  await page.getByRole('button', { name: 'Help and feedback' }).click()
  await page.getByText('The one-time code is wrong or too old').click()
  await page.getByText(/A code is good for 5 minutes/).waitFor()
  await takePicture(page, program, 'help-phone')
  await page.getByRole('searchbox').fill('blue')
  assert.equal(await page.locator('[data-cause]').count(), 1)
  await page.getByRole('searchbox').fill('')
  assert.deepEqual(await barriers(page), [])
  await context.close()
})

test('s0_1_feedback_goes_from_anybody_to_staff_and_its_answer_back_by_its_number', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await page.goto('/')
  await page.getByRole('searchbox').fill('Hangzhou')
  await page.getByRole('list', { name: 'Cities' }).getByRole('button', { name: 'Hangzhou' }).first().click()
  await page.goto('/#/feedback')
  await page.getByLabel('Hard to see, hear or use').check()
  await page.getByLabel('Tell us').fill(WORDS)
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const number = (await page.locator('[data-sent] .number').textContent())?.trim() ?? ''
  assert.match(number, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)

  const staff = await openConsole(browser, program)
  const desk = staff.page
  await enrol(desk, codeFor(demo, 'wang.min'))
  await desk.getByRole('link', { name: 'Feedback' }).click()
  await desk.getByRole('heading', { name: 'Hard to see, hear or use' }).waitFor()
  assert.ok(!((await desk.textContent('main')) ?? '').includes(WORDS), 'closed until it is opened')
  await desk.getByRole('button', { name: 'Open it' }).click()
  await desk.getByText(WORDS).waitFor()
  await desk.getByLabel('Your answer').fill(ANSWER)
  assert.deepEqual(await barriers(desk), [])
  await desk.getByRole('button', { name: 'Send the answer' }).click()
  await desk.getByText('Answered', { exact: true }).waitFor()
  assert.deepEqual(staff.complaints, [])
  await staff.context.close()

  await page.reload()
  await page.locator(`[data-feedback="${number}"]`).getByText(ANSWER).waitFor()
  assert.deepEqual(await barriers(page), [])
  const other = await openPage(browser, program.url)
  await other.page.goto('/#/feedback')
  await other.page.getByLabel('Read by its number').fill(number.toLowerCase())
  await other.page.getByRole('button', { name: 'Read', exact: true }).click()
  await other.page.getByText(ANSWER).waitFor()
  await other.context.close()
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s0_24_every_page_can_be_read_with_letters_twice_as_large', async () => {
  const { context, page } = await openPage(browser, program.url)
  await enter(page, demo, demo.identities[0])
  await stayHome(page)
  await stateShown(page)
  await page.evaluate(watchWidth)
  for (const screen of SCREENS) {
    await page.evaluate(() => (globalThis.widest = 0))
    await page.goto(`/#/${screen}`)
    await page.locator('main h1').first().waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    const width = await page.evaluate(() => Math.max(globalThis.widest, document.documentElement.scrollWidth))
    assert.ok(width <= 375, `${screen}: ${width} pixels wide`)
  }
  await context.close()
})

test('s0_24_pictures_of_the_pages_of_whoever_has_a_code', async () => {
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1 })
  await enter(page, demo, demo.identities[1])
  await stayHome(page)
  await stateShown(page)
  for (const screen of SHOWN) {
    await page.goto(`/#/${screen}`)
    await page.locator('main h1').first().waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    assert.deepEqual(await barriers(page), [], screen)
    await takePicture(page, program, `${screen}-phone`)
  }
  assert.deepEqual(complaints, [])
  await context.close()
})
