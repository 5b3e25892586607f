// The log as people meet it: a resident reads who looked, and a gate hands out the heads that it saw.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, openGate } from './support/gate.mjs'
import { enter } from './support/resident.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

test('n_7_a_resident_reads_who_looked_and_a_gate_saves_the_heads_that_it_saw', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, demo.identities[0])
  await page.getByRole('button', { name: 'My data' }).click()
  await page.getByRole('button', { name: 'Who looked at my data' }).click()
  const registered = page.getByRole('listitem').filter({ hasText: 'Registered' })
  await registered.getByText('You · Your own affairs').waitFor()
  await registered.getByText('Not sealed yet').waitFor()
  assert.deepEqual(await barriers(page), [])

  // A server that stops seals what there is.
  await program.stop()
  await program.start()
  await page.reload()
  await registered.getByText(/^Sealed: line \d+ of the hour of/).waitFor()
  assert.deepEqual(complaints, [])
  await context.close()

  const again = await program.demo()
  const gate = await openGate(browser, program, codeOf(again, 'transport'))
  await gate.page.getByRole('button', { name: 'More' }).click()
  const saving = gate.page.waitForEvent('download')
  await gate.page.getByRole('dialog').getByRole('button', { name: 'Save log heads' }).click()
  const saved = await (await saving).path()
  const { format, heads } = JSON.parse(await readFile(saved, 'utf8'))
  assert.equal(format, 'healthcode log heads 1')
  assert.ok(heads.length > 0 && /^[0-9a-f]{64}$/.test(heads[0].digest))
  const said = await program.audit(saved)
  assert.match(said, /^the log holds: /)
  assert.match(said, /heads that were seen elsewhere/)
  assert.deepEqual(gate.complaints, [])
  await gate.context.close()
})
