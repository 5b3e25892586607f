// What a phone presents is what the vectors present, but for the signature, which differs each time.
import { expect, test } from 'vitest'
import { credentials, fromHex, keySetNamed, pairNamed, presentationNamed } from '../../tests/vectors'
import { fromBase45 } from './base45'
import { readSign1 } from './cose'
import {
  challengeText,
  DEFAULT_RULES,
  nonceFromFigures,
  present,
  PresentError,
  readChallenge,
  readCredential,
  verifyPresentation,
} from './index'

const NOW_MS = 1_657_758_000_000
const SIGNATURE_BYTES = 64
const green = fromHex(credentials.find(({ name }) => name === 'green')!.credential)
const paper = fromHex(credentials.find(({ name }) => name === 'paper')!.credential)
const bytesOf = (text: string) => fromBase45(text.slice('HCP1:'.length))!
const unsigned = (text: string) => bytesOf(text).subarray(0, -SIGNATURE_BYTES)

test('n_1_the_phone_makes_the_same_bytes_as_the_vectors_up_to_the_signature', async () => {
  const vector = presentationNamed('green').text
  const { header } = readSign1(bytesOf(vector))
  const { credential } = header as { credential: typeof green }
  const text = await present(credential, await pairNamed('phone'), NOW_MS)
  expect(unsigned(text)).toEqual(unsigned(vector))
})

test('n_1_a_made_presentation_is_believed_for_45_seconds_and_no_longer', async () => {
  const keys = await keySetNamed('real')
  const text = await present(green, await pairNamed('phone'), NOW_MS + 999)
  const at = (ms: number) => verifyPresentation(text, keys, NOW_MS + ms, DEFAULT_RULES)
  expect(await at(45_000)).toMatchObject({ ok: { claims: { state: 'green', name: '张三' } } })
  expect(await at(45_001)).toEqual({ refused: 'too_old' })
  expect(await at(-15_001)).toEqual({ refused: 'from_the_future' })
})

test('s2_3_a_challenge_is_answered_by_bytes_and_by_six_figures', async () => {
  const keys = await keySetNamed('real')
  const phone = await pairNamed('phone')
  for (const nonce of [fromHex('d15ea5ed00c0de45'), nonceFromFigures(4711)!]) {
    const asked = { ...DEFAULT_RULES, nonce }
    const answer = await present(green, phone, NOW_MS, nonce)
    expect(await verifyPresentation(answer, keys, NOW_MS, asked)).toMatchObject({ ok: { challenge: 'passed' } })
    const ahead = await present(green, phone, NOW_MS)
    expect(await verifyPresentation(ahead, keys, NOW_MS, asked)).toMatchObject({ ok: { challenge: 'failed' } })
  }
  expect(nonceFromFigures(4711)).toEqual(new TextEncoder().encode('00004711'))
  expect([1_000_000, -1, 0.5].map(nonceFromFigures)).toEqual([null, null, null])
})

test('s2_3_a_phone_reads_the_challenge_that_a_gate_shows_and_nothing_else', () => {
  const nonce = fromHex('d15ea5ed00c0de45')
  expect(readChallenge(challengeText(nonce))).toEqual(nonce)
  expect(['HCP1:BB8', 'HCN1:', 'HCN1:BB8', 'https://example.org'].map(readChallenge)).toEqual([null, null, null, null])
})

test('s2_3_nobody_presents_a_credential_of_another_phone_or_a_sheet_of_paper', async () => {
  const other = await pairNamed('other_phone')
  await expect(present(green, other, NOW_MS)).rejects.toThrow(PresentError)
  await expect(present(paper, other, NOW_MS)).rejects.toThrow('a sheet of paper is shown as it is')
  await expect(present(green, await pairNamed('phone'), -1)).rejects.toThrow('the clock stands before 1970')
  await expect(present(green, await pairNamed('phone'), NOW_MS, new Uint8Array(7))).rejects.toThrow('nonce: 8 bytes')
})

test('n_1_a_phone_reads_state_and_end_of_its_own_credential', () => {
  const { claims, kid } = readCredential(green)
  expect(kid).toBe('9e6db146b7ff124e')
  expect(claims).toMatchObject({ issuer: '330100', day: '2022-07-14', state: 'green', expiresMs: 1_657_900_800_000 })
})
