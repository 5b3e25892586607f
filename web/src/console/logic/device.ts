// What a device calls itself until its holder says otherwise: enough to know it again in the list of one's devices.

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** `Windows · Edge`. */
export function deviceName(userAgent: string): string {
  const known = [SYSTEMS, BROWSERS].map((names) => names.find(([pattern]) => pattern.test(userAgent))?.[1])
  return known.filter((name) => name !== undefined).join(' · ') || 'Browser'
}
