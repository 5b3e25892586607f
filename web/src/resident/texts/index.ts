// The texts of this face.
import { createFace } from '../../shared/i18n'
import { en } from './en'
import { zh, type Messages } from './zh'

export const face = createFace<Messages>({ zh, en })
export const { useTexts } = face
