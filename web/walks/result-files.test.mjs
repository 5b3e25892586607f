// A file of test results, from the operator's command to the colour: it waits, seen by counts alone, and colours once somebody at the
// console has agreed.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { barriers, DESK, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { Phone } from './support/phone.mjs'
import { takePicture } from './support/pictures.mjs'
import { codeFor, enrol, openConsole } from './support/staff.mjs'

/** A low desk: the picture stays below its bound. */
const LOW = { width: 1280, height: 560 }
const HEAD = 'sample,document_kind,document,name,sampled_at,outcome,laboratory'
let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given), () => ({ date: '2022-07-14' }))

test('n_3_a_file_of_results_is_read_by_counts_and_colours_once_somebody_agreed', async () => {
  const person = demo.identities[1]
  const phone = await Phone.enter(program, demo, person, '330105')
  await phone.declare('330105')
  const file = `${program.folder}/results.csv`
  const line = ['HZ-1', person.document_kind, person.document_number, person.name, '2022-07-13 09:30', 'positive', '乡镇卫生院']
  await writeFile(file, `${HEAD}\n${line.join(',')}\n`)
  const brought = await program.command('import', 'tests', file)
  assert.deepEqual([brought.state, brought.taken, brought.worse], ['waiting', 1, 1])
  assert.equal(await phone.fetchCode(), 'green')

  const { page, context, complaints } = await openConsole(browser, program)
  await enrol(page, codeFor(demo, 'wang.min'))
  await page.getByRole('link', { name: 'Result files', exact: true }).click()
  const card = page.locator('article', { hasText: 'results.csv' })
  await card.getByText('Waits: nothing in it counts').waitFor()
  await card.getByText(brought.sha256).waitFor()
  assert.ok(!(await card.innerText()).includes(person.name))
  assert.deepEqual(await barriers(page), [])
  await page.setViewportSize(LOW)
  await takePicture(page, program, 'result-files-desk')
  await page.setViewportSize(PHONE)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width)
  await takePicture(page, program, 'result-files-phone')
  await page.setViewportSize(DESK)
  await card.getByLabel('How you know that it is theirs, or why not').fill('Asked by telephone: the digest is theirs.')
  await card.getByRole('button', { name: 'Agree', exact: true }).click()
  await card.getByText('Agreed to: taken within a minute').waitFor()
  const taken = card.getByText('Taken, after somebody had agreed')
  for (let look = 0; look < 500 && (await taken.count()) === 0; look += 1) {
    await page.getByRole('button', { name: 'Read again' }).click()
  }
  await taken.waitFor()
  assert.equal(await phone.fetchCode(), 'red')
  assert.deepEqual(complaints, [])
  await context.close()
})
