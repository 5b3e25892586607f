// The demo's desk and its story say everything in both languages.
import { expect, test } from 'vitest'
import { faults } from '../shared/i18n/texts.support'
import { messages } from './words'

test('s0_24_every_text_of_the_demo_stands_in_both_languages', () => {
  expect(faults(messages)).toEqual([])
})
