// Names of cities, which some answers give as codes: those of a province are asked for once.
import { shallowReactive } from 'vue'
import { ask, client, Failure } from '../../shared/api'
import type { Text } from '../../shared/i18n'

const names = shallowReactive(new Map<string, Text>())
const asked = new Set<string>()

async function learn(province: string): Promise<void> {
  asked.add(province)
  try {
    const { cities } = await ask(client.GET('/api/provinces/{code}/cities', { params: { path: { code: province } } }))
    cities.forEach((city) => names.set(city.code, city))
  } catch (reason) {
    if (!(reason instanceof Failure)) throw reason
    asked.delete(province)
  }
}

/** The name of a city; its code until the name is known. */
export function cityName(code: string): Text {
  const province = `${code.slice(0, 2)}0000`
  if (!asked.has(province)) void learn(province)
  return names.get(code) ?? { zh: code, en: code }
}
