// The library that we use looks a text up by one name; ours stand in trees, screen by screen.

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
