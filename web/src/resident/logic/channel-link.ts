// The link by which a vendor's app opens the page: #channel=<secret>, and the city where it names one.

export interface ChannelLink {
  readonly secret: string
  readonly city: string | null
}

/** What stands in an address, where it is such a link. */
export function openedFrom(hash: string): ChannelLink | null {
  const named = new URLSearchParams(hash.replace(/^#/, ''))
  const secret = named.get('channel')
  if (secret === null || !/^hcl_[0-9a-f]{64}$/.test(secret)) return null
  const city = named.get('city')
  return { secret, city: city !== null && /^\d{6}$/.test(city) ? city : null }
}
