// Why a request came to nothing: the server's own words in both languages, or that it never arrived.
import type { Text } from '../i18n'
import type { Problem } from './types'

/** Why a request came to nothing. `offline`: it never arrived, as far as the phone knows. */
export class Failure extends Error {
  readonly problem: Problem | null

  constructor(problem: Problem | null) {
    super(problem?.detail ?? 'the server cannot be reached')
    this.problem = problem
  }

  get offline(): boolean {
    return this.problem === null
  }

  /** The word that says what kind of problem it is. */
  get word(): string {
    return this.problem === null ? 'offline' : (this.problem.type.split('/').pop() ?? '')
  }

  get text(): Text {
    return this.problem?.text ?? OFFLINE
  }

  /** The texts of the fields that were refused, by field. */
  get fields(): Map<string, Text> {
    return new Map((this.problem?.fields ?? []).map(({ field, text }) => [field, text]))
  }
}

const OFFLINE: Text = {
  zh: '现在没有网络，或服务器连不上。您填写的内容都已保存在本机，联网后可继续。',
  en: 'No network, or the server cannot be reached. What you typed is kept on this phone; go on when you are online.',
}
