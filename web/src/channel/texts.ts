// The texts of the sample mini-program.
import { createFace } from '../shared/i18n'
import { messages } from './words'

export const face = createFace(messages)
export const { useTexts } = face
