// The face of the demo's desk, with its texts.
import { createFace } from '../shared/i18n'
import { messages } from './words'

export const face = createFace(messages)
export const { useTexts } = face
