// The codes of venues that Rust has signed say here what they say there.
import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { keySetNamed } from '../../tests/vectors'
import type { KeySet } from '.'
import { isVenueText, verifyVenue } from './venue'

interface Case {
  name: string
  text: string
  now_s: number
  issuer: string
  venue: string
  edition: number
  kind: string
  called: string
  latitude: number
  longitude: number
  minute_s: number | null
}

const path = new URL('../../../crates/credential/vectors/venues.json', import.meta.url)
const { codes } = JSON.parse(readFileSync(path, 'utf8')) as { codes: Case[] }
let keys: KeySet

beforeAll(async () => (keys = await keySetNamed('real')))

it.each(codes)('n_5_the_code_on_a_$name_says_here_what_it_says_on_the_server', async (one) => {
  const read = await verifyVenue(one.text, keys, one.now_s * 1_000)
  expect(read).toEqual({
    ok: {
      issuer: one.issuer,
      venue: one.venue,
      edition: one.edition,
      kind: one.kind,
      name: one.called,
      latitude: one.latitude,
      longitude: one.longitude,
      minuteMs: one.minute_s === null ? null : one.minute_s * 1_000,
    },
  })
})

it('n_5_a_link_a_health_code_and_whatever_was_changed_open_nothing', async () => {
  const [paper] = codes
  const at = paper!.now_s * 1_000
  for (const text of ['https://evil.example/HCV1:', 'weixin://scan', 'HCP1:BB8', '']) {
    expect(isVenueText(text)).toBe(false)
    expect(await verifyVenue(text, keys, at)).toEqual({ refused: 'not_a_code' })
  }
  const changed = `${paper!.text.slice(0, -1)}${paper!.text.endsWith('0') ? '1' : '0'}`
  expect(await verifyVenue(changed, keys, at)).toHaveProperty('refused')
})

it('n_5_the_code_of_a_screen_is_over_after_two_minutes', async () => {
  const screen = codes.find(({ name }) => name === 'screen')!
  const at = screen.now_s * 1_000
  expect(await verifyVenue(screen.text, keys, at + 119_000)).toHaveProperty('ok')
  expect(await verifyVenue(screen.text, keys, at + 120_000)).toEqual({ refused: 'too_old' })
  expect(await verifyVenue(screen.text, keys, at - 16_000)).toEqual({ refused: 'from_the_future' })
})
