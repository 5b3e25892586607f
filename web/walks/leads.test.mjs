// Whom an investigation names a contact, on their phone: what would follow, one tap and a second, and the code that follows; a
// denial, which whoever is asked to approve reads. Cases from a file, one proposal each.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { takePicture } from './support/pictures.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'
import { codeFor, endOthers, enrol, openConsole, openTask, signDraft } from './support/staff.mjs'

const DATE = '2022-07-14'
let program, browser, demo

inDemonstration(
  (opened) => ({ program, browser, demo } = opened),
  () => ({ date: DATE }),
)

/** The form of a case or a contact, read back and signed; the number of the proposal. */
async function propose(page, kind, person, fields) {
  await page.getByRole('link', { name: 'New proposal' }).click()
  await page.getByRole('link', { name: kind }).click()
  await page.getByLabel('Name', { exact: true }).fill(person.name)
  await page.getByLabel('Document', { exact: true }).selectOption(person.document_kind)
  await page.getByLabel('Document number').fill(person.document_number)
  for (const [label, text] of fields) await page.getByLabel(label).fill(text)
  await page.getByLabel('Legal basis').selectOption('infectious_diseases_39')
  await page.getByLabel('Why').fill('Found by the investigation of a case.')
  await page.getByRole('button', { name: 'Check it' }).click()
  await page.getByRole('heading', { name: 'Check what you are about to sign' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await signDraft(page)
  return ((await page.locator('dt', { hasText: /^Number$/ }).locator('+ dd').textContent()) ?? '').trim()
}

/** A resident at home, who is green. */
async function resident(person) {
  const opened = await openPage(browser, program.url, { scale: 1 })
  await enter(opened.page, demo, person)
  await stayHome(opened.page)
  assert.equal(await stateShown(opened.page), 'green')
  return opened
}

/** A list of two cases in GBK; the name of the first, 谢伟, is UTF-8 as well. Their second event is in line 4, and over at `to`. */
function listInGbk(day, to) {
  const [xie, lin] = ['d0bbceb0', 'c1d6d0a1d3ea'].map((bytes) => Buffer.from(bytes, 'hex'))
  return Buffer.concat([
    Buffer.from('name,document_number,onset,id,kind,number,date,venue,place,from,to\n'),
    xie,
    Buffer.from(',11010519491231002X,2022-07-13,R1,venue,,,Louwailou,restaurant,2022-07-12 18:00,2022-07-12 19:00\n'),
    lin,
    Buffer.from(',330102199006123120,2022-07-13,,,,,,,,\n'),
    Buffer.from(`,11010519491231002X,,T1,train,G7311,${day},,,${day} 00:30,${to}\n`),
  ])
}

/** A file of events, the second of which, behind a line without anything, is over at `to`. */
const events = (day, to) => Buffer.from(`id,kind,number,date,from,to\nT1,train,G7311,2022-07-12,,\n\nT2,train,G7312,${day},${day} 00:30,${to}\n`)

/** Chooses a file; the field is empty again once it was read, so that the same one can be chosen once more. */
async function choose(page, label, name, buffer) {
  const field = page.getByLabel(label, { exact: true })
  await field.setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.waitForFunction((input) => input.value === '', await field.elementHandle())
}

async function readLead(page) {
  await page.goto('/#/contacts')
  await page.reload()
  const lead = page.locator('[data-lead]')
  await lead.getByText('An investigation says that you are a contact').waitFor()
  await lead.getByText(/Hangzhou: Red since 14 July.*free from 28 July 00:00/).waitFor()
  return lead
}

test('n_5_whom_an_investigation_names_says_on_their_phone_that_it_is_so_or_is_not', async () => {
  const [mother, sick, neighbour] = demo.identities
  const home = await resident(mother)
  const next = await resident(neighbour)
  await endOthers(program)
  const proposer = await openConsole(browser, program)
  const approver = await openConsole(browser, program)
  await enrol(proposer.page, codeFor(demo, 'chen.li'))
  await enrol(approver.page, codeFor(demo, 'wang.min'))
  const onset = 'Onset, or sampling where there are no symptoms'
  const number = await propose(proposer.page, /^That a person is a case/, sick, [[onset, '2022-07-13']])
  assert.match(number, /^\d+$/)
  await openTask(approver.page)
  await approver.page.getByRole('button', { name: 'Approve and sign' }).click()
  await approver.page.getByText('In force, a third has yet to confirm it').first().waitFor()
  const named = [
    ['Last day of the contact', '2022-07-13'],
    ['Number of the case', number],
  ]
  for (const person of [mother, neighbour]) await propose(proposer.page, /^That a person is a contact/, person, named)

  await test('n_5_the_person_reads_what_would_follow_and_confirms_by_a_second_tap', async () => {
    const { page } = home
    const lead = await readLead(page)
    const said = (await page.textContent('main')) ?? ''
    for (const hidden of [sick.name, sick.document_number, number]) assert.ok(!said.includes(hidden), hidden)
    assert.deepEqual(await barriers(page), [])
    await takePicture(page, program, 'lead-phone')
    await lead.getByRole('button', { name: 'That is so' }).click()
    await lead.getByText('it counts at once, as written above').waitFor()
    assert.deepEqual(await barriers(page), [])
    await takePicture(page, program, 'lead-sure-phone')
    await lead.getByRole('button', { name: 'Back' }).click()
    await lead.getByRole('button', { name: 'That is so' }).click()
    await lead.getByRole('button', { name: 'Confirm: that is so' }).click()
    await page.locator('[data-standing="close"]').waitFor()
    assert.equal(await page.locator('[data-lead]').count(), 0)
    assert.deepEqual(await barriers(page), [])
    await page.getByRole('button', { name: 'I am no contact' }).click()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.locator('[data-objection="waiting"]').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.locator('[data-take-back]').click()
    await page.locator('[data-objection="withdrawn"]').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.goto('/#/code')
    assert.equal(await stateShown(page), 'red')
  })

  await test('n_5_a_denial_changes_no_code_and_is_read_before_anybody_approves', async () => {
    const { page } = next
    const lead = await readLead(page)
    await lead.getByRole('button', { name: 'That is not so' }).click()
    await lead.getByText('your code stays as it is').waitFor()
    await lead.getByRole('button', { name: 'Confirm: that is not so' }).click()
    await lead.getByText('You said that it is not so').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.goto('/#/code')
    assert.equal(await stateShown(page), 'green')
    await openTask(approver.page)
    await approver.page.getByText('They deny it: it is not so').waitFor()
    assert.deepEqual(await barriers(approver.page), [])
  })

  await test('n_5_cases_of_a_file_are_each_read_back_and_signed_by_itself', async () => {
    const { page } = proposer
    const [, , , one, other] = demo.identities
    const line = (person) => `"${person.name}",${person.document_kind},${person.document_number},2022-07-13`
    const file = ['name,document_kind,document_number,onset', line(one), line(other), ''].join('\n')
    await page.getByRole('link', { name: 'New proposal' }).click()
    await page.getByRole('link', { name: /^That a person is a case/ }).click()
    await page.locator('[data-cases] summary').click()
    await page.getByLabel('A list of cases').setInputFiles({ name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
    await page.getByRole('button', { name: `Fill the form with ${one.name}` }).click()
    await page.getByText('The form below has 1 of 2.').waitFor()
    assert.equal(await page.getByLabel(onset).inputValue(), '2022-07-13')
    await page.getByLabel('Legal basis').selectOption('infectious_diseases_39')
    await page.getByLabel('Why').fill('Both tested positive.')
    assert.deepEqual(await barriers(page), [])
    await page.getByRole('button', { name: 'Check it' }).click()
    await signDraft(page)
    assert.deepEqual(await barriers(page), [])
    await page.getByRole('link', { name: 'Propose the next case: 2 of 2' }).click()
    await page.getByText('1 of 2 on the list are proposed.').waitFor()
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), other.name)
    await page.getByRole('button', { name: 'Check it' }).click()
    await signDraft(page)
    await page.getByText('2 of 2 on the list are proposed.').waitFor()
  })

  await test('n_5_what_is_wrong_in_an_event_is_told_by_the_line_of_the_file_that_was_chosen_and_a_corrected_file_is_chosen_again', async () => {
    const { page } = proposer
    const form = page.getByRole('group', { name: 'Form of the proposal' })
    const check = () => page.getByRole('button', { name: 'Check it' }).click()
    await page.getByRole('link', { name: 'New proposal' }).click()
    await page.getByRole('link', { name: /^That a person is a case/ }).click()
    await choose(page, 'A list of cases', 'list.csv', listInGbk('2022-07-14', '2022-07-15 23:00'))
    await page.getByText('was read as GB 18030').waitFor()
    await page.getByRole('button', { name: 'Fill the form with 谢伟' }).click()
    await form.getByText('The form below has 1 of 2.').waitFor()
    await check()
    await form.getByText('Line 4, to: the event is not over yet').waitFor()
    assert.deepEqual(await barriers(page), [])

    await choose(page, 'A list of cases', 'list.csv', listInGbk('2022-07-12', '2022-07-13 23:00'))
    await form.getByText('of the case in this form it says otherwise now').waitFor()
    assert.deepEqual(await barriers(page), [])
    await form.getByRole('button', { name: 'Fill the form again with 谢伟' }).click()
    await form.getByText('The form below has 1 of 2.').waitFor()
    await check()
    for (const place of ['Louwailou', 'G7311']) await page.locator('[data-events]').getByText(place).waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.getByRole('button', { name: 'Go back and change it' }).click()

    await choose(page, 'File', 'events.csv', events('2022-07-14', '2022-07-15 23:00'))
    await check()
    await form.getByText('Line 4, to: the event is not over yet').waitFor()
    await choose(page, 'File', 'events.csv', events('2022-07-12', '2022-07-13 23:00'))
    await check()
    await page.locator('[data-events]').getByText('G7312').waitFor()
    await page.getByRole('button', { name: 'Go back and change it' }).click()
    await form.getByRole('button', { name: 'Leave this file out' }).click()
    await check()
    await page.getByText('Nothing is known of where they were.').waitFor()
  })

  for (const { context, complaints } of [home, next, proposer, approver]) {
    assert.deepEqual(complaints, [])
    await context.close()
  }
})
