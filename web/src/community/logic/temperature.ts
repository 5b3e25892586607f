// A temperature as it is typed.

const LEAST = 30
const MOST = 45

/** Degrees Celsius; null for nothing, `NaN` for what is no body temperature. */
export function readTemperature(typed: string): number | null {
  const text = typed.trim().replace(',', '.').replace('。', '.')
  if (text === '') return null
  const degrees = /^\d{2}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 10) / 10 : Number.NaN
  return degrees >= LEAST && degrees <= MOST ? degrees : Number.NaN
}
