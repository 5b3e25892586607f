// The texts of the resident's page, screen by screen.
import { createFace } from '../../shared/i18n'
import { byLanguage } from '../../shared/i18n/both'
import { appeal } from './appeal'
import { apply } from './apply'
import { care } from './care'
import { challenge } from './challenge'
import { code } from './code'
import { common } from './common'
import { declare } from './declare'
import { enter } from './enter'
import { family } from './family'
import { firstDay } from './first-day'
import { home } from './home'
import { log } from './log'
import { me } from './me'
import { quarantine } from './quarantine'
import { sheet } from './sheet'
import { tests } from './tests'
import { words } from './words'

export const messages = byLanguage({
  common,
  home,
  enter,
  family,
  firstDay,
  declare,
  code,
  care,
  appeal,
  apply,
  challenge,
  log,
  me,
  quarantine,
  sheet,
  tests,
  words,
})
export const face = createFace(messages)
export const { useTexts } = face
