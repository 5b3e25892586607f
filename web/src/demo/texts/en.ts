import type { Messages } from './zh'

export const en: Messages = { title: 'Health code' }
