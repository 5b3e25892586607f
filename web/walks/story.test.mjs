// The demo tells a morning of its city by itself: read on a phone from the first chapter to the last, and seen from the page of
// somebody in it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, DESK, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { takePicture } from './support/pictures.mjs'
import { stateShown } from './support/resident.mjs'

let program, browser

inDemonstration((opened) => ({ program, browser } = opened), () => ({ date: '2022-07-14' }))

const chapter = (page, name) => page.locator(`[data-chapter="${name}"]`)

/** The people of a chapter, as a viewer reads them. */
async function people(page, name) {
  const cards = chapter(page, name).locator('[data-person]')
  await cards.first().waitFor()
  return cards.evaluateAll((all) => all.map((card) => [card.getAttribute('data-person'), card.getAttribute('data-state')]))
}

/** Waits until the chapter behind so many has begun. */
async function begun(read) {
  for (;;) {
    const { told, happening } = await (await fetch(`${program.url}/api/demo/story`)).json()
    if (happening || told.length > read) return
  }
}

/** Letters twice as large: nothing sticks out. */
async function inLargeType(page, width) {
  await page.evaluate(() => (document.documentElement.style.fontSize = '225%'))
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
}

test('n_3_s2_29_a_morning_is_read_from_its_first_to_its_last_chapter', async () => {
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1 })
  await page.goto('/demo')
  await page.getByRole('link', { name: /^A morning in the city/ }).click()
  await page.getByRole('heading', { level: 1, name: 'A morning in the city' }).waitFor()
  const next = () => page.getByRole('button', { name: /^(First|Next) chapter/ })
  await page.getByText('moves the demo’s clock to the next 7:30').waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'story-begin-phone')
  await next().click()
  assert.deepEqual(await people(page, 'green'), [['沈晓兰', 'green'], ['方建国', 'green'], ['蒋文博', 'green']])
  await chapter(page, 'green').getByText('07:30').waitFor()

  // The keyboard alone: what was told has the focus, and the next button is a few steps away.
  await next().focus()
  await page.keyboard.press('Enter')
  assert.deepEqual(await people(page, 'list'), [['方建国', 'yellow']])
  assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /08:00.*A list arrives/)
  const list = chapter(page, 'list')
  await list.getByText(/^Yellow to Red: [1-9]/).waitFor()
  await list.getByText('Stayed in a medium-risk area within 14 days').waitFor()
  await list.getByText(/^Free from 22 July/).waitFor()
  assert.ok((await list.locator('[data-office]').count()) >= 2, 'nobody brings a list alone')
  assert.deepEqual(await barriers(page), [])
  await inLargeType(page, PHONE.width)

  await next().click()
  assert.deepEqual(await people(page, 'gate'), [['沈晓兰', 'green'], ['方建国', 'yellow']])
  await chapter(page, 'gate').locator('blockquote').waitFor()
  // A page that is left stops nothing: read again, it has what happened meanwhile.
  await next().click()
  await begun(3)
  await page.reload()
  assert.deepEqual(await people(page, 'train'), [['蒋文博', 'red'], ['沈晓兰', 'green']])
  await chapter(page, 'train').locator('[data-outcome]').getByText('By them Jiang Wenbo is red').waitFor()
  assert.equal(await page.locator('[data-chapter]').count(), 4)
  await next().click()
  assert.deepEqual(await people(page, 'alone'), [['沈晓兰', 'green']])
  await chapter(page, 'alone').locator('[data-log]').first().waitFor()
  await next().click()
  assert.deepEqual(await people(page, 'appeal'), [['沈晓兰', 'red'], ['沈晓兰', 'green']])
  await chapter(page, 'appeal').getByText(/answers: Looked into/).waitFor()

  await test('s2_29_whoever_was_in_it_opens_their_own_code', async () => {
    const appeal = chapter(page, 'appeal')
    await appeal.getByText('Where to look').click()
    const opening = context.waitForEvent('page')
    await appeal.getByRole('button', { name: 'Open the code of 沈晓兰' }).click()
    const own = await opening
    await own.getByRole('button', { name: /registered before/ }).click()
    await own.getByLabel('Last six of your document number').fill('170064')
    await own.getByRole('button', { name: 'Confirm' }).click()
    assert.equal(await stateShown(own), 'green')
    await own.close()
  })

  // A chapter later the story acts in its own session still.
  await next().click()
  assert.deepEqual(await people(page, 'days'), [['方建国', 'green'], ['沈晓兰', 'green'], ['蒋文博', 'red']])
  await page.locator('[data-over]').getByText(/To hear it anew/).waitFor()
  assert.equal(await next().count(), 0)
  assert.deepEqual(await barriers(page), [])
  await inLargeType(page, PHONE.width)

  await page.reload()
  await page.locator('[data-over]').waitFor()
  assert.equal(await page.locator('[data-chapter]').count(), 7)
  await takePicture(page, program, 'story-phone')
  await page.setViewportSize(DESK)
  await takePicture(page, program, 'story-desk')
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { level: 1, name: '城里的一个早晨' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  assert.deepEqual(complaints, [])
  await context.close()
})
