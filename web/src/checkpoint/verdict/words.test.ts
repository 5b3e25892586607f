// The texts of this page are those of the server: read from its sources, so that the two cannot drift apart.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refusals } from '../../../tests/vectors'
import { PLAIN_WORDS, REMARKS, STEPS } from './types'
import { remarkText, REFUSED, REMARK_TEXTS, SENTENCES, STEP_TEXTS } from './words'

const source = (path: string) => readFileSync(new URL(`../../../../crates/${path}`, import.meta.url), 'utf8')
const answers = source('domain/src/verdict/answer.rs')
const texts = source('service/src/scan/words.rs')

/** `Name -> id` of the values of the server's closed lists: `Name = "id"` and `Self::Name => "id"`. */
function ids(): Map<string, string> {
  const found = [...answers.matchAll(/(?:Self::)?(\w+) =>? ?"(\w+)"/g)]
  return new Map(found.map(([, name, id]) => [name!, id!]))
}

/** What the server says, by id: `Kind::Name => ("zh", "en")`. */
function said(kind: string): Record<string, { zh: string; en: string }> {
  const names = ids()
  const pattern = new RegExp(`${kind}::(\\w+) => (?:text)?\\(\\s*"([^"]+)",\\s*"([^"]+)",?\\s*\\)`, 'g')
  return Object.fromEntries([...texts.matchAll(pattern)].map(([, name, zh, en]) => [names.get(name!), { zh, en }]))
}

test('s0_24_every_sentence_is_the_servers_in_both_languages', () => {
  expect(said('Words')).toEqual(SENTENCES)
  expect(Object.keys(SENTENCES)).toEqual([...PLAIN_WORDS])
})

test('s0_24_every_step_is_the_servers_in_both_languages', () => {
  expect(said('Step')).toEqual(STEP_TEXTS)
  expect(Object.keys(STEP_TEXTS)).toEqual([...STEPS])
})

test('s0_24_every_remark_is_the_servers_in_both_languages', () => {
  const { seen_here: seenHere, ...others } = REMARK_TEXTS
  expect(said('Remark')).toEqual(others)
  expect(Object.keys(REMARK_TEXTS)).toEqual([...REMARKS])
  expect(texts).toContain(`text("${seenHere.zh}", "${seenHere.en}")`)
  const { zh, en } = remarkText('seen_here', 40)
  expect(texts).toContain(`format!("${zh.replace('40', '{seconds}')}")`)
  expect(texts).toContain(`format!("${en.replace('40', '{seconds}')}")`)
})

test('s0_24_every_refusal_is_the_servers_in_both_languages', () => {
  const served = refusals.map(({ refusal, zh, en }) => [refusal, { zh, en }])
  expect(REFUSED).toEqual(Object.fromEntries(served))
})
