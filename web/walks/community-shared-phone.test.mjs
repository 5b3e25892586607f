// A phone that several workers share: what one recorded without a network is theirs, whoever signs in meanwhile.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers } from './support/browser.mjs'
import { cards, openCommunity, threeTaps, visitsKept } from './support/community.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeFor } from './support/staff.mjs'

let program, browser, demo

inDemonstration((opened) => ({ program, browser, demo } = opened))

test('s2_29_what_one_worker_recorded_waits_for_them_on_a_phone_that_another_took_over', async () => {
  const who = ['--login', 'lu.qing', '--name', '陆青', '--role', 'community_worker@330200']
  const added = await program.command('staff', 'add', ...who, '--office', '宁波市卫生健康委员会', '--division', '330200')
  const other = await openCommunity(browser, program, added.code)
  await other.page.getByText('Nobody is in quarantine in your community').waitFor()
  const { context, page, complaints } = await openCommunity(browser, program, codeFor(demo, 'he.mei'))
  await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
  await page.getByRole('button', { name: /^Everybody/ }).click()
  await cards(page).first().waitFor()
  const before = await visitsKept(program)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  await threeTaps(page)
  await page.getByText('1 to send').waitFor()

  const [own, theirs] = [await context.cookies(), await other.context.cookies()]
  await context.addCookies(theirs)
  await context.setOffline(false)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await page.getByText(/1 more on this phone/).waitFor()
  await page.getByText('Nobody is in quarantine in your community').waitFor()
  assert.equal(await cards(page).count(), 0)
  assert.equal(await visitsKept(program), before)
  assert.deepEqual(await barriers(page), [])

  await context.addCookies(own)
  await page.reload()
  await page.getByRole('button', { name: /^Everybody/ }).click()
  await cards(page).first().waitFor()
  await page.getByText('to send').waitFor({ state: 'detached' })
  assert.equal(await page.getByText(/more on this phone/).count(), 0)
  assert.equal(await visitsKept(program), before + 1)
  assert.deepEqual(complaints, [])
  await other.context.close()
  await context.close()
})
