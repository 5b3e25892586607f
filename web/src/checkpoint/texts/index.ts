// The texts of the checkpoint, screen by screen.
import { createFace } from '../../shared/i18n'
import { byLanguage } from '../../shared/i18n/both'
import { gate } from './gate'
import { setup } from './setup'
import { sheet } from './sheet'

const messages = byLanguage({ gate, setup, sheet })
export const face = createFace(messages)
export const { useTexts } = face
