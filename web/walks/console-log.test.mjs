// The log as an auditor looks through it: what a colleague has proposed stands there, and nobody whom it is about.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, DESK, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { enter, stayHome } from './support/resident.mjs'
import { codeFor, draftOrder, enrol, openConsole, signDraft } from './support/staff.mjs'

/** As narrow as a phone that many have. */
const NARROW = { width: 390, height: 844 }
let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

test('n_7_an_auditor_finds_the_line_of_a_proposal_and_nobody_whom_it_is_about', async () => {
  const person = demo.identities[0]
  const resident = await openPage(browser, program.url)
  await enter(resident.page, demo, person)
  await stayHome(resident.page)
  const proposer = await openConsole(browser, program)
  await enrol(proposer.page, codeFor(demo, 'chen.li'))
  await draftOrder(proposer.page, person, 'Red', 'Shared a room with a confirmed case.')
  await signDraft(proposer.page)
  assert.equal(await proposer.page.getByRole('link', { name: 'Log', exact: true }).count(), 0)

  const who = ['--login', 'ma.rui', '--name', '马瑞', '--role', 'auditor@330100']
  const office = ['--office', '杭州市卫生健康委员会', '--division', '330100']
  const { code } = await program.command('staff', 'add', ...who, ...office)
  const auditor = await openConsole(browser, program)
  const { page } = auditor
  await enrol(page, code, 'Log')

  // A server that stops seals what there is.
  await program.stop()
  await program.start()
  await page.reload()
  await page.getByRole('row').nth(1).waitFor()
  await page.getByLabel('What was done').selectOption('Proposed something')
  await page.getByRole('button', { name: 'Search' }).click()
  // That of the events with which a demonstration begins, and the order.
  await page.getByText('Lines shown: 2,').waitFor()
  const line = page.getByRole('row').nth(1)
  await line.getByText(/^A member of staff of 杭州市/).waitFor()
  await line.getByText(/· line \d+$/).waitFor()
  assert.equal((await page.textContent('main'))?.includes(person.name), false)
  assert.deepEqual(await barriers(page), [])
  await page.setViewportSize(NARROW)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), NARROW.width)
  assert.deepEqual(await barriers(page), [])
  await page.setViewportSize(DESK)

  await page.getByLabel('What was done').selectOption('Lifted a quarantine early')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('Nothing found.').waitFor()
  await page.getByLabel('First day').fill('2000-01-01')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('is more than 31 days after the beginning').waitFor()
  assert.deepEqual(await barriers(page), [])
  for (const { context, complaints } of [resident, proposer, auditor]) {
    assert.deepEqual(complaints, [])
    await context.close()
  }
})
