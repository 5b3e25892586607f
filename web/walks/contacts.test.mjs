// A train with a case in it: proposed by one epidemiologist with whom it would change, agreed to by another, read by the passenger
// of the carriage with the rule and the end, and searched by anybody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers, DESK, openBrowser, openPage } from './support/browser.mjs'
import { takePicture } from './support/pictures.mjs'
import { startProgram } from './support/program.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'
import { codeFor, endOthers, enrol, goToTask, openConsole, signDraft } from './support/staff.mjs'

const DATE = '2022-07-14'
const EVENTS = `id,kind,number,date,seat,board,alight,venue,place,from,to
T1,train,G7311,2022-07-12,3号车厢,上海虹桥,杭州东,,,,
R1,venue,,,,,,知味观,restaurant,2022-07-12 18:00,2022-07-12 19:00
`
let program, browser, demo

before(async () => {
  program = await startProgram({ date: DATE })
  browser = await openBrowser()
  demo = await program.demo()
  await endOthers(program)
})

after(async () => {
  await browser?.close()
  await program?.end()
})

/** Declares a journey by the interface, as the page does. */
function declareJourney(page) {
  return page.evaluate(async () => {
    const body = JSON.stringify({
      id: '71',
      city: '330100',
      applicant: 'resident',
      residence: { id: '72', county: '330102' },
      legs: [{ id: '73', kind: 'train', number: 'G7311', date: '2022-07-12', seat: '3车7A', board: '上海虹桥', alight: '杭州东' }],
    })
    const answer = await fetch('/api/declarations', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  })
}

test('s2_14_the_passenger_of_the_carriage_reads_event_rule_and_end_and_anybody_searches_the_events', async () => {
  const resident = await openPage(browser, program.url, { scale: 1 })
  await enter(resident.page, demo, demo.identities[0])
  await stayHome(resident.page)
  assert.equal(await stateShown(resident.page), 'green')
  await declareJourney(resident.page)
  await resident.page.goto('/#/contacts')
  await resident.page.locator('[data-standing="none"]').waitFor()

  const proposer = await openConsole(browser, program)
  const approver = await openConsole(browser, program)
  await enrol(proposer.page, codeFor(demo, 'chen.li'))
  await enrol(approver.page, codeFor(demo, 'wang.min'))
  await test('n_6_who_changes_colour_is_seen_before_anybody_signs_an_event', async () => {
    const { page } = proposer
    await page.getByRole('link', { name: 'New proposal' }).click()
    await page.getByRole('link', { name: /^Events of cases/ }).click()
    await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'events.csv', mimeType: 'text/csv', buffer: Buffer.from(EVENTS) })
    await page.getByLabel('Legal basis').selectOption('infectious_diseases_39')
    await page.getByLabel('Why').fill('Found by the investigation of a case.')
    await page.getByRole('button', { name: 'Check it' }).click()
    await page.getByText('The events of the file events.csv come into force').waitFor()
    await page.getByRole('cell', { name: /Red/ }).first().waitFor()
    assert.deepEqual(await barriers(page), [])
    await signDraft(page)
  })
  await test('s2_4_whoever_agrees_reads_each_event', async () => {
    const { page } = approver
    await goToTask(page)
    await page.locator('[data-events]').getByText('G7311').waitFor()
    await page.locator('[data-events]').getByText('知味观').waitFor()
    assert.deepEqual(await barriers(page), [])
    await takePicture(page, program, 'events-approve')
    await page.getByRole('button', { name: 'Approve and sign' }).click()
    await page.getByText('In force', { exact: true }).first().waitFor()
  })

  const { page } = resident
  await page.reload()
  const answer = page.locator('[data-standing="close"]')
  await answer.getByText('You are a close contact.').waitFor()
  await answer.getByText('Sealed train: everyone in the same carriage without compartments').last().waitFor()
  await answer.getByText(/Hangzhou: Red since 14 July.*free from 28 July 00:00/).waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'contact')
  await page.locator('[data-object]').click()
  const why = page.getByLabel('What is wrong, and why')
  assert.match(await why.inputValue(), /G7311/, 'the exposure is named')
  await why.fill('G7311: I did not take this train.')
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Your objection waits for its answer').waitFor()
  assert.equal(await stateShown(page), 'red')

  const stranger = await openPage(browser, program.url, { viewport: DESK, scale: 1 })
  await stranger.page.goto('/#/contacts')
  await stranger.page.getByText(/Events in force: \d+\. Found: \d+/).waitFor()
  await stranger.page.getByText(/^Who counts as a contact/).click()
  await stranger.page.locator('[data-parameters]').getByText('From 2 days before onset').waitFor()
  await stranger.page.locator('[data-parameters]').getByText('more than 300 close contacts').waitFor()
  await stranger.page.getByLabel('Number of a train or flight, a station, or a place').fill('g7311')
  await stranger.page.getByRole('button', { name: 'Search', exact: true }).click()
  await stranger.page.getByText('Events in force: 2. Found: 1', { exact: true }).waitFor()
  await stranger.page.locator('[data-event="G7311"]').getByText('3车').waitFor()
  assert.deepEqual(await barriers(stranger.page), [])
  await takePicture(stranger.page, program, 'events')
  for (const { context, complaints } of [resident, proposer, approver, stranger]) {
    assert.deepEqual(complaints, [])
    await context.close()
  }
})
