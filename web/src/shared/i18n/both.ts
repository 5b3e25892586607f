// The two languages of one screen stand side by side, and have one shape.

type Shape<M> = { [K in keyof M]: M[K] extends string ? string : Shape<M[K]> }

/** Texts of one screen: what Chinese has, English must have, and nothing else. */
export function both<M extends object>(texts: { zh: M; en: NoInfer<Shape<M>> }): { zh: M; en: M } {
  return texts as { zh: M; en: M }
}

type Screens = Record<string, { zh: object; en: object }>
type Messages<S extends Screens> = { [K in keyof S]: S[K]['zh'] }

/** The texts of all screens of a face, by language. */
export function byLanguage<S extends Screens>(screens: S): { zh: Messages<S>; en: Messages<S> } {
  const pick = (language: 'zh' | 'en') =>
    Object.fromEntries(Object.entries(screens).map(([name, texts]) => [name, texts[language]])) as Messages<S>
  return { zh: pick('zh'), en: pick('en') }
}
