// A gate's challenge as it comes from a keyboard and from a camera.
import { expect, test } from 'vitest'
import { challengeText, nonceFromFigures } from '../../credential'
import { readScanned, readTyped } from './challenge'

test('s2_3_six_figures_are_an_answer_however_they_are_written', () => {
  const answer = { nonce: nonceFromFigures(4711), figures: '004711' }
  for (const typed of ['004711', ' 004 711 ', '004-711', '００４７１１']) {
    expect(readTyped(typed), typed).toEqual({ answer })
  }
})

test('s2_3_what_is_not_six_figures_is_said', () => {
  expect(readTyped('00471')).toEqual({ fault: 'number', count: 5 })
  expect(readTyped('0047110')).toEqual({ fault: 'number', count: 7 })
  expect(readTyped('')).toEqual({ fault: 'number', count: 0 })
  expect(readTyped('00471O')).toEqual({ fault: 'sign', count: 6 })
})

test('s2_3_the_gates_qr_is_an_answer_and_another_one_is_none', () => {
  const nonce = crypto.getRandomValues(new Uint8Array(8))
  expect(readScanned(challengeText(nonce))).toEqual({ nonce, figures: null })
  for (const text of ['HCP1:BB8', 'https://example.org/pay', 'HCN1:BB8', '']) {
    expect(readScanned(text), text).toBeNull()
  }
})
