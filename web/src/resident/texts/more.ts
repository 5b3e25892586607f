// Texts of screens that few people open: they come with their screen, so that the first visit stays light. Both languages
// have one shape here too, and `texts.test.ts` reads these files like the others.
import { computed, type ComputedRef } from 'vue'
import { useTexts } from './index'

/** The texts of a screen in the language of the page. */
export function useMore<M extends object>(texts: { zh: M; en: M }): ComputedRef<M> {
  const { language } = useTexts()
  return computed(() => texts[language.value])
}

/** A text with its named values filled in. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
