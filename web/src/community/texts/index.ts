// The texts of the community's page, screen by screen.
import { createFace } from '../../shared/i18n'
import { byLanguage } from '../../shared/i18n/both'
import { enter } from './enter'
import { member } from './member'
import { person } from './person'
import { shell } from './shell'
import { today } from './today'
import { words } from './words'

export const messages = byLanguage({ shell, enter, today, member, person, words })
export const face = createFace(messages)
export const { useTexts } = face
