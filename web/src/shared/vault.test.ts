import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { Vault } from './vault'

let vault: Vault
let count = 0

beforeEach(async () => {
  vault = await Vault.open(`vault-${count++}`)
})

it('s2_29_what_a_phone_keeps_of_people_is_read_back_and_lies_nowhere_in_the_clear', async () => {
  await vault.put('today', { name: '测试人', door: '501' })
  await vault.post('7', { person: '12345' })
  expect(await vault.get('today')).toEqual({ name: '测试人', door: '501' })
  expect(await vault.waiting()).toEqual([{ id: '7', value: { person: '12345' } }])
  expect(await vault.get('tomorrow')).toBeUndefined()
  const name = `vault-${count - 1}`
  const raw = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
  })
  const rows = await new Promise<{ bytes: ArrayBuffer }[]>((resolve) => {
    const request = raw.transaction('sealed').objectStore('sealed').getAll() as IDBRequest<{ bytes: ArrayBuffer }[]>
    request.onsuccess = () => resolve(request.result)
  })
  const text = new TextDecoder().decode(rows[0]?.bytes)
  expect(text).not.toContain('测试人')
  expect(text).not.toContain('501')
})

it('s2_29_the_key_cannot_be_read_out', async () => {
  await vault.put('today', 1)
  const raw = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(`vault-${count - 1}`)
    request.onsuccess = () => resolve(request.result)
  })
  const key = await new Promise<CryptoKey>((resolve) => {
    const request = raw.transaction('keys').objectStore('keys').get('key') as IDBRequest<CryptoKey>
    request.onsuccess = () => resolve(request.result)
  })
  expect(key.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
})

it('s2_29_midnight_forgets_people_and_keeps_what_waits_and_a_sign_out_forgets_everything', async () => {
  await vault.put('today', { name: '测试人' })
  await vault.post('7', { person: '12345' })
  await vault.forgetPeople()
  expect(await vault.get('today')).toBeUndefined()
  expect(await vault.waiting()).toHaveLength(1)
  await vault.settle('7')
  await vault.put('today', { name: '测试人' })
  await vault.empty()
  expect(await vault.get('today')).toBeUndefined()
  expect(await vault.countWaiting()).toBe(0)
})
