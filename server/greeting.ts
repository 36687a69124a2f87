import { styleText } from 'node:util'
import type { Config } from './config.ts'
import { sentence } from './halt.ts'
import type { Language } from './language.ts'
import { addressOf } from './reach.ts'

export type Standing = {
  config: Config
  /** Where data and secret are kept. */
  home: string
  /** For the link by which the first owner is made; null: there is one. */
  setupToken: string | null
}

/** The block that a person reads once everything runs: what to open, where things are, how to stop. */
export function greeting({ config, home, setupToken }: Standing): string {
  const { language, baseUrl, role } = config
  const strong = (text: string) => styleText('bold', text)
  const lines = [strong('Tobiishi 飛び石'), '']
  if (role === 'worker') lines.push(sentence(language, 'worker-only'))
  else if (setupToken) {
    lines.push(sentence(language, 'open-first'))
    lines.push(`  ${strong(`${baseUrl}/welcome?token=${setupToken}`)}`)
  } else lines.push(`${sentence(language, 'open')} ${strong(baseUrl)}`)
  lines.push('', mail(config), data(config, home, language), sentence(language, 'stop-with'))
  return `\n${lines.map((line) => (line ? `  ${line}` : '')).join('\n')}\n\n`
}

function mail({ language, smtpUrl, baseUrl }: Config): string {
  return smtpUrl
    ? sentence(language, 'mail-smtp', { address: new URL(smtpUrl).host })
    : sentence(language, 'mail-caught', { url: `${baseUrl}/mailbox` })
}

function data({ databaseUrl, secret }: Config, home: string, language: Language): string {
  if (!databaseUrl) return sentence(language, 'data-embedded', { folder: home })
  const address = addressOf(databaseUrl)
  return secret
    ? sentence(language, 'data-external-all', { address })
    : sentence(language, 'data-external', { address, secret: `${home}/secret` })
}
