import { expect, it } from 'vitest'
import { byLanguage } from '../../shared/i18n/both'
import { faults } from '../../shared/i18n/texts.support'
import { enter } from './enter'
import { person } from './person'
import { shell } from './shell'
import { today } from './today'
import { words } from './words'

it('s0_24_every_text_of_the_community_stands_in_chinese_and_english', () => {
  expect(faults(byLanguage({ shell, enter, today, person, words }))).toEqual([])
})
