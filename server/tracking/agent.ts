/**
 * Who asks for a link or a pixel, as far as it matters: `robot` says itself that it is no person,
 * `proxy` is a mail provider's machine that fetches pictures in a reader's place, at whatever time. Pure.
 */
export function agentOf(header: (name: string) => string | undefined): 'robot' | 'proxy' | null {
  const purpose = header('sec-purpose') ?? header('purpose') ?? header('x-moz')
  if (purpose && /prefetch|preview/i.test(purpose)) return 'robot'
  const agent = header('user-agent') ?? ''
  if (ROBOT.test(agent)) return 'robot'
  // Apple's Mail Privacy Protection says no more than this.
  return PROXY.test(agent) || agent === 'Mozilla/5.0' ? 'proxy' : null
}

const ROBOT = /bot\b|crawl|spider|slurp|scanner|preview|curl\/|wget\/|python|headless|monitor/i
const PROXY = /GoogleImageProxy|YahooMailProxy|YahooCacheSystem/i
