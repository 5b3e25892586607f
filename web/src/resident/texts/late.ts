// The texts of every screen but the first: they join the others when one of these opens.
import { byLanguage } from '../../shared/i18n/both'
import { appeal } from './appeal'
import { apply } from './apply'
import { care } from './care'
import { challenge } from './challenge'
import { code } from './code'
import { declare } from './declare'
import { enter } from './enter'
import { family } from './family'
import { firstDay } from './first-day'
import { face } from './index'
import { log } from './log'
import { me } from './me'
import { numbers } from './numbers'
import { organisations } from './organisations'
import { quarantine } from './quarantine'
import { sheet } from './sheet'
import { show } from './show'
import { tests } from './tests'
import { words } from './words'

export const late = byLanguage({
  enter,
  family,
  apply,
  firstDay,
  declare,
  code,
  care,
  appeal,
  challenge,
  log,
  me,
  numbers,
  organisations,
  quarantine,
  sheet,
  show,
  tests,
  words,
})
face.add(late)
