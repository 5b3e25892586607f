// The other side of the door: a resident asks for help, says at which door they live, and answers for what a worker entered;
// a second health role has the last word.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { enter, stateShown } from './support/resident.mjs'
import { codeFor, enrol, openConsole } from './support/staff.mjs'

let program, browser, demo

inDemonstration((opened) => ({ program, browser, demo } = opened))

/** A resident of Gongshu who is yellow by their own temperature. */
async function yellowResident(page, person) {
  await enter(page, demo, person, 'Gongshu District')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByLabel('Temperature').fill('37.9')
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.getByRole('button', { name: 'Submit' }).click()
  assert.equal(await stateShown(page), 'yellow')
}

test('s2_29_help_is_asked_for_and_brought_and_what_a_worker_entered_is_answered_by_the_person_and_a_second', async () => {
  const person = demo.identities[0]
  const resident = await openPage(browser, program.url)
  await yellowResident(resident.page, person)
  await resident.page.getByRole('button', { name: 'Ask for help' }).click()
  await resident.page.getByRole('radio', { name: 'Medicine' }).click()
  await resident.page.getByLabel('In words').fill('insulin')
  await resident.page.getByRole('button', { name: 'Send' }).click()
  await resident.page.getByText('received, waits').waitFor()
  assert.deepEqual(await barriers(resident.page), [])
  await resident.page.getByRole('button', { name: /does not know your building/ }).click()
  await resident.page.getByLabel('Door', { exact: true }).fill('501')
  await resident.page.getByRole('button', { name: 'Save', exact: true }).click()
  await resident.page.getByText('Saved.').waitFor()
  assert.deepEqual(await barriers(resident.page), [])

  const worker = await openConsole(browser, program, { viewport: PHONE })
  await enrol(worker.page, codeFor(demo, 'he.mei'), 'Appeals')
  await worker.page.goto('/community')
  const card = worker.page.locator('[data-person]', { hasText: person.name })
  await card.getByText('asks for help').waitFor()
  await card.getByText('501').waitFor()
  await card.getByRole('button', { name: /^More/ }).click()
  await worker.page.getByText('insulin').waitFor()
  await worker.page.getByRole('button', { name: 'On the way' }).click()
  await worker.page.getByText('on the way', { exact: false }).first().waitFor()
  await worker.page.getByRole('button', { name: 'On the way' }).waitFor({ state: 'detached' })
  await worker.page.getByLabel('Words').fill('second bell is broken')
  await worker.page.getByRole('button', { name: 'Write a note' }).click()
  await worker.page.getByText('second bell is broken').waitFor()
  assert.deepEqual(await barriers(worker.page), [])
  await worker.page.getByRole('button', { name: 'Close' }).click()
  await card.getByRole('button', { name: 'Check in' }).click()
  await worker.page.getByRole('radio', { name: 'Symptoms', exact: true }).click()
  await worker.page.getByLabel('Shortness of breath').check()
  await worker.page.getByText('change no colour alone').waitFor()
  await worker.page.getByRole('button', { name: 'Save' }).click()
  await card.getByText('Checked in today').waitFor()

  await resident.page.goto('/')
  const entered = resident.page.getByText('A check-in that a worker entered for you')
  await entered.waitFor()
  await resident.page.getByText('on the way').waitFor()
  assert.equal(await stateShown(resident.page), 'yellow')
  await resident.page.getByRole('button', { name: 'It is not so' }).click()
  await resident.page.getByText('You said that it is not so').waitFor()

  const reviewer = await openConsole(browser, program)
  await enrol(reviewer.page, codeFor(demo, 'wang.min'))
  await reviewer.page.getByRole('link', { name: 'Entered check-ins' }).click()
  await reviewer.page.getByText('the person says that it is not so').waitFor()
  assert.deepEqual(await barriers(reviewer.page), [])
  await reviewer.page.getByRole('button', { name: 'It is not so' }).click()
  await reviewer.page.getByText('No check-in waits.').waitFor()
  for (const { context, complaints } of [resident, worker, reviewer]) {
    assert.deepEqual(complaints, [])
    await context.close()
  }
})
