import { expect, it } from 'vitest'
import { byLanguage } from '../../shared/i18n/both'
import { flat } from '../../shared/i18n/flat'
import { faults } from '../../shared/i18n/texts.support'
import { again } from './again'
import { apply } from './apply'
import { care } from './care'
import { challenge } from './challenge'
import { code } from './code'
import { common } from './common'
import { contacts } from './contacts'
import { data } from './data'
import { declarations } from './declarations'
import { declare } from './declare'
import { doctor } from './doctor'
import { enter } from './enter'
import { feedback } from './feedback'
import { firstDay } from './first-day'
import { help } from './help'
import { home } from './home'
import { itinerary } from './itinerary'
import { me } from './me'
import { numbers } from './numbers'
import { notices } from './notices'
import { overview } from './overview'
import { provinces } from './provinces'
import { quarantine } from './quarantine'
import { sheet } from './sheet'
import { tests } from './tests'
import { venue } from './venue'
import { words } from './words'

const messages = byLanguage({ common, home, apply, enter, firstDay, declare, code, care, challenge, me, numbers, quarantine, sheet, tests, words })

const later = byLanguage({ again, contacts, data, declarations, doctor, feedback, help, itinerary, notices, overview, provinces, venue })

it('s0_24_every_text_of_a_screen_that_comes_later_stands_in_chinese_and_english', () => {
  expect(faults(later)).toEqual([])
})

it('s0_24_every_text_of_the_resident_stands_in_chinese_and_english', () => {
  expect(faults(messages)).toEqual([])
  expect(flat(messages.zh).size).toBeGreaterThan(150)
})

it('s0_24_a_text_that_is_missing_or_says_something_else_is_noticed', () => {
  expect(faults({ zh: { a: '甲', b: '{x}' }, en: { b: '{y}' } })).toEqual(['a: missing', 'b: other values'])
})
