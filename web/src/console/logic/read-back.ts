// How what is about to be signed is read back.

/** The sentence about where a case was, by its word in the texts, and what it names: nothing is known, or so many events of a file. */
export function placesSaid(events: number, file: string): ['none' | 'some', Record<string, string | number>] {
  return events === 0 ? ['none', {}] : ['some', { events, file }]
}
