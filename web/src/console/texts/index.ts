// The texts of the console, screen by screen.
import { createFace } from '../../shared/i18n'
import { byLanguage } from '../../shared/i18n/both'
import { member } from '../../community/texts/member'
import { account } from './account'
import { alarms } from './alarms'
import { appeals } from './appeals'
import { applications } from './applications'
import { cases } from './cases'
import { checkIns } from './check-ins'
import { corrections } from './corrections'
import { counter } from './counter'
import { enter } from './enter'
import { feedback } from './feedback'
import { itineraries } from './itineraries'
import { log } from './log'
import { organisations } from './organisations'
import { pending } from './pending'
import { proposals } from './proposals'
import { propose } from './propose'
import { quarantine } from './quarantine'
import { resultFiles } from './result-files'
import { rules } from './rules'
import { shell } from './shell'
import { tasks } from './tasks'
import { venues } from './venues'
import { words } from './words'

export const messages = byLanguage({
  shell,
  rules,
  alarms,
  enter,
  account,
  tasks,
  checkIns,
  proposals,
  propose,
  cases,
  quarantine,
  pending,
  resultFiles,
  appeals,
  applications,
  itineraries,
  corrections,
  feedback,
  counter,
  member,
  log,
  organisations,
  venues,
  words,
})
export const face = createFace(messages)
export const { useTexts } = face
