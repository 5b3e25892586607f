// What the faces import of the interface.
export * from './client'
export type * from './types'
