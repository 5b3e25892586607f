// The texts of the resident's page. Those of the first screen come with it; those of the others come with the first of them that
// opens (`late`), so that the first visit stays light. All of them are known to the compiler from the start.
import { createFace, type Face } from '../../shared/i18n'
import { byLanguage } from '../../shared/i18n/both'
import { common } from './common'
import { home } from './home'
import type { late } from './late'
import type { visits } from './visits'

export const messages = byLanguage({ common, home })

/** All texts, in one of the languages. */
export type Messages = (typeof messages)['zh'] & (typeof late)['zh'] & (typeof visits)['zh']

export const face: Face<Messages> = createFace<(typeof messages)['zh']>(messages) as unknown as Face<Messages>
export const { useTexts } = face
