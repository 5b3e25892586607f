// The texts of this page are those of the server: read from its golden file, so that the two cannot drift apart.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REFUSALS } from '../../credential'
import { PLAIN_WORDS, REMARKS, STEPS } from './types'
import { remarkText, REFUSED, REMARK_TEXTS, SENTENCES, STEP_TEXTS } from './words'

const golden = new URL('../../../../crates/service/tests/golden/checkpoint_words.txt', import.meta.url)
const rows = readFileSync(golden, 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t'))

/** What the server says, by id. */
function said(kind: string): Record<string, { zh: string; en: string }> {
  const own = rows.filter(([of]) => of === kind)
  return Object.fromEntries(own.map(([, id, zh, en]) => [id!, { zh: zh!, en: en! }]))
}

test('s0_24_every_sentence_is_the_servers_in_both_languages', () => {
  const refused = Object.entries(REFUSED).map(([id, text]) => [`refused.${id}`, text])
  expect(said('sentence')).toEqual({ ...SENTENCES, ...Object.fromEntries(refused) })
  expect(Object.keys(SENTENCES)).toEqual([...PLAIN_WORDS])
  expect(Object.keys(REFUSED)).toEqual([...REFUSALS])
})

test('s0_24_every_step_is_the_servers_in_both_languages', () => {
  expect(said('step')).toEqual(STEP_TEXTS)
  expect(Object.keys(STEP_TEXTS)).toEqual([...STEPS])
})

test('s0_24_every_remark_is_the_servers_in_both_languages', () => {
  expect(said('remark')).toEqual({ ...REMARK_TEXTS, 'seen_here 40': remarkText('seen_here', 40) })
  expect(Object.keys(REMARK_TEXTS)).toEqual([...REMARKS])
})
