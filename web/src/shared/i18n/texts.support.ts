// What every face's texts must fulfil, for its test.

/** All texts of a tree by their dotted names. */
export function flat(tree: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (typeof value === 'string') found.set(name, value)
    else flat(value as object, name).forEach((text, inner) => found.set(inner, text))
  }
  return found
}

function values(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()
}

/** What is wrong with the texts of a face: a language that lacks a text, or says it with other values. */
export function faults(messages: { zh: object; en: object }): string[] {
  const [zh, en] = [flat(messages.zh), flat(messages.en)]
  const keys = new Set([...zh.keys(), ...en.keys()])
  return [...keys].flatMap((key) => {
    const [chinese, english] = [zh.get(key), en.get(key)]
    if (!chinese?.trim() || !english?.trim()) return [`${key}: missing`]
    if (values(chinese).join() !== values(english).join()) return [`${key}: other values`]
    if (/[\u4e00-\u9fff]/.test(english)) return [`${key}: Chinese in the English text`]
    return /[@|]/.test(chinese + english) ? [`${key}: a sign with a meaning of its own`] : []
  })
}
