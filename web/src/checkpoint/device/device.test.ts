// A device as it opens: what it finds of the time before it was cut off.
import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { Store } from './store'

vi.stubGlobal('window', { isSecureContext: true })
vi.stubGlobal('localStorage', { getItem: () => null })
const { device, openDevice, seenHeads } = await import('./device')

test('n_7_a_device_that_was_cut_off_opens_with_the_heads_that_it_saw_and_hands_them_out', async () => {
  await openDevice()
  expect(device).toMatchObject({ phase: 'enrolment', hasHeads: false })

  const store = await Store.open()
  const head = { hour: 460_800, total: 12, digest: 'a'.repeat(64) }
  await store.keepHead('one', head)
  await store.write('device', 'rules', {})
  await store.empty()
  await openDevice()
  expect(device).toMatchObject({ phase: 'enrolment', hasHeads: true })
  expect(JSON.parse(await seenHeads())).toEqual({ format: 'healthcode log heads 1', heads: [head] })
})
