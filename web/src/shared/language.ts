// The two languages: what the phone speaks at first, what the person chose from then on.

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const KEY = 'healthcode.language'

/** The language to begin with: the one chosen before, or Chinese where the phone prefers it over English. */
export function firstLanguage(chosen: string | null, preferred: readonly string[]): Language {
  if (chosen === 'zh' || chosen === 'en') return chosen
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'zh' || tag === 'en')
  return known === 'zh' ? 'zh' : 'en'
}

export function storedLanguage(): Language {
  return firstLanguage(localStorage.getItem(KEY), navigator.languages)
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(KEY, language)
}
