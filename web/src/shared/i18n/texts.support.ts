// What every face's texts must fulfil, for its test.
import { flat } from './flat'

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
