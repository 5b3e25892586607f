// Texts of a face in both languages, of one shape: English is checked against Chinese by the compiler, and a key that
// is not there does not compile. Components ask `useTexts`, never the library, whose own keys are any string.
import { computed, type App, type ComputedRef, type WritableComputedRef } from 'vue'
import { createI18n, type Composer } from 'petite-vue-i18n'
import { flat } from './flat'
import { storeLanguage, storedLanguage, type Language } from '../language'

/** A text in both languages, as the server sends it. */
export interface Text {
  zh: string
  en: string
}

/** The dotted names of all texts of a tree. */
export type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeysOf<T[K]>}`
}[keyof T & string]

export interface Texts<M> {
  /** The text of a key, with its named values filled in. */
  t: (key: KeysOf<M>, values?: Record<string, string | number>) => string
  /** The half of a text that the person reads. */
  say: (text: Text) => string
  language: WritableComputedRef<Language>
  /** The tag for dates and numbers. */
  tag: ComputedRef<'zh-CN' | 'en-GB'>
}

export interface Face<M> {
  install: (app: App) => void
  /** Adds texts that come later than the face, in both languages. */
  add: (more: Record<Language, object>) => void
  useTexts: () => Texts<M>
}

/** Makes the texts of a face. The page's `lang` follows the choice. */
export function createFace<M extends object>(messages: Record<Language, M>): Face<M> {
  const named = { zh: Object.fromEntries(flat(messages.zh)), en: Object.fromEntries(flat(messages.en)) }
  const i18n = createI18n({ legacy: false, locale: storedLanguage(), messages: named })
  const composer = i18n.global as unknown as Composer
  const mark = (language: Language) => (document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en')
  mark(composer.locale.value as Language)

  const language = computed<Language>({
    get: () => composer.locale.value as Language,
    set: (chosen) => {
      composer.locale.value = chosen
      storeLanguage(chosen)
      mark(chosen)
    },
  })
  const texts: Texts<M> = {
    t: (key, values) => composer.t(key, values ?? {}),
    say: (text) => text[language.value],
    language,
    tag: computed(() => (language.value === 'zh' ? 'zh-CN' : 'en-GB')),
  }
  function add(more: Record<Language, object>): void {
    for (const one of ['zh', 'en'] as const) composer.mergeLocaleMessage(one, Object.fromEntries(flat(more[one])))
  }
  return { install: (app) => void app.use(i18n), add, useTexts: () => texts }
}
