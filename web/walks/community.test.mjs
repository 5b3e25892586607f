// A community worker's day on a phone: the list, three taps, the stairs without a network, and nothing left behind.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers } from './support/browser.mjs'
import { cards, openCommunity, threeTaps, visitsKept } from './support/community.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { everythingKept, placesOf } from './support/kept.mjs'
import { takePicture } from './support/pictures.mjs'
import { codeFor } from './support/staff.mjs'

const DAY_MS = 86_400_000
let program, browser, demo

inDemonstration((opened) => ({ program, browser, demo } = opened))

/** How many rows each store of the page holds. */
const rowsKept = (page) =>
  page.evaluate(async () => {
    const whole = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)))
    const database = await whole(indexedDB.open('healthcode-community'))
    const rooms = [...database.objectStoreNames]
    const counts = await Promise.all(rooms.map((room) => whole(database.transaction(room).objectStore(room).count())))
    database.close()
    return Object.fromEntries(rooms.map((room, at) => [room, counts[at]]))
  })

test('s2_29_a_workers_day_from_the_list_to_five_visits_without_a_network_and_nothing_is_left_behind', async () => {
  const { context, page, complaints } = await openCommunity(browser, program, codeFor(demo, 'he.mei'))
  await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
  await page.getByRole('button', { name: /^Everybody/ }).click()
  await cards(page).nth(5).waitFor()
  const names = await page.locator('[data-person] strong').allTextContents()
  assert.ok(names.length >= 6, `${names.length} people`)
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'community-phone')
  assert.match(await cards(page).first().getByRole('link', { name: 'Call' }).getAttribute('href'), /^tel:\+?\d+$/)

  await test('s2_29_three_taps_are_a_check_in_for_a_person_without_a_phone', async () => {
    const person = await threeTaps(page)
    // It stands on the phone at once, and goes to the service behind it.
    await page.getByText('to send').waitFor({ state: 'detached' })
    assert.equal(await visitsKept(program), 1)
    await page.reload()
    await page.getByRole('button', { name: /^Everybody/ }).click()
    await page.locator(`[data-person="${person}"]`).getByText('Checked in today').waitFor()
  })

  await test('s2_29_the_page_speaks_chinese', async () => {
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '今天', exact: true }).waitFor()
    await page.getByRole('button', { name: '打卡' }).first().waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.getByRole('button', { name: 'English' }).click()
  })

  await test('s2_29_five_visits_on_the_stairs_arrive_once', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('button', { name: /^Everybody/ }).click()
    for (let visit = 0; visit < 5; visit += 1) await threeTaps(page)
    await page.getByText('5 to send').waitFor()
    assert.equal(await visitsKept(program), 1)
    await page.reload()
    await page.getByText('5 to send').waitFor()
    const kept = (await everythingKept(page)).filter(({ place }) => !place.startsWith('cache '))
    assert.deepEqual(placesOf(kept, names.map((name) => Buffer.from(name))), [])
    await context.setOffline(false)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await page.getByText('to send').waitFor({ state: 'detached' })
    assert.equal(await visitsKept(program), 6)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await page.getByRole('button', { name: 'Read again' }).click()
    assert.equal(await visitsKept(program), 6)
  })

  await test('s2_29_after_midnight_no_person_of_yesterday_is_on_the_phone', async () => {
    assert.ok((await rowsKept(page)).sealed > 0)
    await context.setOffline(true)
    await page.evaluate((day) => {
      const ahead = Number(localStorage.getItem('healthcode.clock') ?? 0) + day
      localStorage.setItem('healthcode.clock', String(ahead))
    }, DAY_MS)
    await page.reload()
    await page.getByRole('heading', { name: 'Sign-in for community workers' }).waitFor()
    assert.deepEqual(await rowsKept(page), { keys: 0, outbox: 0, sealed: 0 })
    await context.setOffline(false)
    await page.reload()
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
    await cards(page).first().waitFor()
  })

  await test('s2_29_a_sign_out_takes_everything_along', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out and remove' }).click()
    await page.getByRole('heading', { name: 'Sign-in for community workers' }).waitFor()
    assert.deepEqual(await rowsKept(page), { keys: 0, outbox: 0, sealed: 0 })
    await page.reload()
    await page.getByRole('heading', { name: 'Sign-in for community workers' }).waitFor()
    assert.deepEqual(await barriers(page), [])
  })
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s2_29_an_empty_list_says_what_to_do_next_in_both_languages', async () => {
  const who = ['--login', 'shi.ping', '--name', '石平', '--role', 'community_worker@330200']
  const added = await program.command('staff', 'add', ...who, '--office', '宁波市卫生健康委员会', '--division', '330200')
  const { context, page, complaints } = await openCommunity(browser, program, added.code)
  await page.getByText('Nobody is in quarantine in your community').waitFor()
  await page.getByText(/Look again after midnight/).waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByText('您负责的社区现在没有隔离人员').waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
})
