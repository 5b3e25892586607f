// The texts of the resident's page, screen by screen.
import { createFace } from '../../shared/i18n'
import { byLanguage } from '../../shared/i18n/both'
import { appeal } from './appeal'
import { care } from './care'
import { challenge } from './challenge'
import { code } from './code'
import { common } from './common'
import { declare } from './declare'
import { enter } from './enter'
import { home } from './home'
import { log } from './log'
import { me } from './me'
import { numbers } from './numbers'
import { quarantine } from './quarantine'
import { sheet } from './sheet'
import { tests } from './tests'
import { words } from './words'

export const messages = byLanguage({
  common,
  home,
  enter,
  declare,
  code,
  care,
  appeal,
  challenge,
  log,
  me,
  numbers,
  quarantine,
  sheet,
  tests,
  words,
})
export const face = createFace(messages)
export const { useTexts } = face
