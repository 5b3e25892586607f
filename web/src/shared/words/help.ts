// What a person in quarantine asks their community for.
import { both } from '../i18n/both'

export const helpKinds = both({
  zh: { medicine: '药品', food: '食品', other: '其他' },
  en: { medicine: 'Medicine', food: 'Food', other: 'Something else' },
})
