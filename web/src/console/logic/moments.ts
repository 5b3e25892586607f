// Days and moments as tables and the interface write them, read as strictly as the service reads them.

/** `2022-07-12 18:00`, with seconds or without, in local time. */
const LOCAL = /^(\d{4}-\d\d-\d\d)[ T]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)$/
/** With its zone. What of such a text can be read, the service says. */
const WITH_ZONE = /^\d{4}-?\d\d-?\d\d[ T]\d\d:?\d\d.*(?:Z|[+-]\d\d(?::?\d\d)?)(?:\[.*\])?$/i

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** Whether a text is a moment. */
export function isMoment(text: string): boolean {
  const day = LOCAL.exec(text)?.[1]
  return day === undefined ? WITH_ZONE.test(text) : isDay(day)
}

/** Whether both are moments in local time and the first is no earlier than the second; of others nobody knows here. */
export function isTurned(from: string, to: string): boolean {
  const [one, other] = [LOCAL.exec(from), LOCAL.exec(to)]
  if (one === null || other === null) return false
  return `${one[1]} ${one[2]}`.padEnd(19, ':00') >= `${other[1]} ${other[2]}`.padEnd(19, ':00')
}

/** Whether a moment in local time is a full or half hour; of others nobody knows here, and they are let pass. */
export function isHalfHour(text: string): boolean {
  const time = LOCAL.exec(text)?.[2]
  return time === undefined || /:(?:00|30)(?::00)?$/.test(time)
}
