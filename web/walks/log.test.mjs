// The log as people meet it: a resident reads who looked, and a gate hands out the heads that it saw.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, forgetToken, openGate } from './support/gate.mjs'
import { takePicture } from './support/pictures.mjs'
import { enter } from './support/resident.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

test('n_7_a_resident_reads_who_looked_and_a_gate_saves_the_heads_that_it_saw', async () => {
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1 })
  await enter(page, demo, demo.identities[0])
  await page.getByRole('button', { name: 'My data' }).click()
  await page.getByRole('button', { name: 'Who looked at my data' }).click()
  const registered = page.getByRole('listitem').filter({ hasText: 'Registered' })
  await registered.getByText('You · Your own affairs').waitFor()
  await registered.getByText('Not sealed yet').waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'log-phone')

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
  const saved = await saveHeads(gate.page, gate.page.getByRole('dialog'))
  const { format, heads } = JSON.parse(await readFile(saved, 'utf8'))
  assert.equal(format, 'healthcode log heads 1')
  assert.ok(heads.length > 0 && /^[0-9a-f]{64}$/.test(heads[0].digest))
  const said = await program.audit(saved)
  assert.match(said, /^the log holds: /)
  assert.match(said, /heads that were seen elsewhere/)
  assert.deepEqual(gate.complaints, [])

  await forgetToken(gate.page)
  await gate.page.reload()
  await gate.page.getByRole('alert').getByText('but not the heads of the log').waitFor()
  assert.deepEqual(await barriers(gate.page), [])
  assert.deepEqual(await headsIn(await saveHeads(gate.page, gate.page)), heads, 'kept by a device that was cut off')
  await gate.page.reload()
  assert.deepEqual(await headsIn(await saveHeads(gate.page, gate.page)), heads, 'and through a restart')
  await gate.context.close()
})

/** Saves the heads by the button that is found there, and gives the file. */
async function saveHeads(page, where) {
  const saving = page.waitForEvent('download')
  await where.getByRole('button', { name: 'Save log heads' }).click()
  return (await saving).path()
}

const headsIn = async (file) => JSON.parse(await readFile(file, 'utf8')).heads
