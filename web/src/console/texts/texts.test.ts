import { expect, it } from 'vitest'
import { byLanguage } from '../../shared/i18n/both'
import { flat } from '../../shared/i18n/flat'
import { faults } from '../../shared/i18n/texts.support'
import { account } from './account'
import { alarms } from './alarms'
import { appeals } from './appeals'
import { cases } from './cases'
import { checkIns } from './check-ins'
import { enter } from './enter'
import { feedback } from './feedback'
import { log } from './log'
import { pending } from './pending'
import { proposals } from './proposals'
import { propose } from './propose'
import { resultFiles } from './result-files'
import { rules } from './rules'
import { shell } from './shell'
import { tasks } from './tasks'
import { venues } from './venues'
import { words } from './words'

const messages = byLanguage({ shell, rules, alarms, enter, account, tasks, checkIns, proposals, propose, cases, pending, resultFiles, appeals, feedback, log, venues, words })

it('s0_24_every_text_of_the_console_stands_in_chinese_and_english', () => {
  expect(faults(messages)).toEqual([])
  expect(flat(messages.zh).size).toBeGreaterThan(200)
})
