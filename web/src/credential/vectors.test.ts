// Every shared vector has the outcome here that it has in Rust.
import { describe, expect, test } from 'vitest'
import {
  claimsOf,
  credentials,
  fromHex,
  keySetNamed,
  keySets,
  others,
  presentations,
  refusals,
  type Expected,
} from '../../tests/vectors'
import { DEFAULT_RULES, REFUSALS, verifyCredential, verifyPresentation, type Verification } from './index'

function expected(of: Expected): unknown {
  if (of.refusal) return { refused: of.refusal }
  const presentation = of.made_s === null ? null : { madeMs: of.made_s * 1_000, digest: of.presentation }
  return { ok: { claims: claimsOf(of), kid: of.kid, code: of.code, challenge: of.challenge, presentation } }
}

function check(verification: Verification, of: Expected): void {
  expect(verification).toEqual(expected(of))
}

describe('s2_19_a_text_is_judged_on_the_page_as_on_the_server', () => {
  test.each(presentations)('$name', async (vector) => {
    const keys = await keySetNamed(vector.key_set)
    const nonce = vector.nonce === null ? null : fromHex(vector.nonce)
    const rules = { maxAgeMs: vector.max_age_ms, aheadMs: vector.ahead_ms, nonce }
    check(await verifyPresentation(vector.text, keys, vector.now_ms, rules), vector.expect)
  })
})

describe('s2_19_a_credential_is_judged_on_the_page_as_on_the_server', () => {
  test.each(credentials)('$name', async (vector) => {
    const keys = await keySetNamed(vector.key_set)
    check(await verifyCredential(fromHex(vector.credential), keys, vector.now_ms), vector.expect)
  })
})

test.each(Object.entries(keySets))('n_1_the_key_set_%s_says_the_same', async (name, vector) => {
  const { keys } = await keySetNamed(name)
  expect([...keys.values()]).toEqual(
    vector.keys.map(({ from_s, until_s, raw, ...key }) => ({
      ...key,
      raw: fromHex(raw),
      fromMs: from_s * 1_000,
      untilMs: until_s === null ? null : until_s * 1_000,
    })),
  )
})

test('n_1_what_other_libraries_sign_and_present_is_believed', async () => {
  const found = await verifyPresentation(others, await keySetNamed('real'), 1_657_758_000_000, DEFAULT_RULES)
  expect(found).toMatchObject({ ok: { claims: { state: 'green' } } })
})

test('s2_19_refusals_stand_in_the_servers_order', () => {
  expect(REFUSALS).toEqual(refusals.map(({ refusal }) => refusal))
})
