import { PgBoss } from 'pg-boss'

/** What a worker can be asked to look at. A ticket says "there is something to do", never what. */
export const ticketNames = ['advance', 'deliver', 'intake'] as const
export type TicketName = (typeof ticketNames)[number]

export type Queue = {
  /**
   * Sends one ticket for each key (a journey for `advance`, a transport for `deliver`, 0 for
   * `intake`), equal ones coalesced, keys sorted. Call it after the commit, never inside a
   * transaction: there tickets block each other, deadlock in opposite orders, and can still be lost.
   * A ticket that cannot be sent is not an error: the waker asks again within a second.
   */
  ask(name: TicketName, keys: Iterable<number>): Promise<void>
  /** Works tickets one at a time a lane, `lanes` at once in this process. */
  work(name: TicketName, lanes: number, turn: (key: number) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Opens pg-boss on its own small pool. `working`: this process also takes tickets. */
export async function openQueue(
  url: string,
  { working, onError }: { working: boolean; onError: (error: unknown) => void },
): Promise<Queue> {
  const quick = new URL(url)
  // A lost ticket loses nothing but a second, so none waits for the disk.
  const theirs = quick.searchParams.get('options') ?? ''
  quick.searchParams.set('options', `${theirs} -c synchronous_commit=off`.trim())
  const boss = new PgBoss({
    connectionString: quick.href,
    application_name: 'tobiishi queue',
    max: 4,
    schedule: false,
    supervise: working,
    useListenNotify: working,
  })
  boss.on('error', onError)
  await boss.start()
  for (const name of ticketNames) {
    await boss.createQueue(name, {
      // One ticket queued a key, any number in hand: a second worker can join a busy journey.
      policy: 'short',
      notify: true,
      // A ticket lost with its worker is no loss: state is in the rows and the waker asks again.
      retryLimit: 0,
      expireInSeconds: 60,
      deleteAfterSeconds: 60,
    })
  }
  return {
    async ask(name, keys) {
      const sorted = [...new Set(keys)].sort((a, b) => a - b)
      if (sorted.length === 0) return
      await boss
        .insert(
          name,
          sorted.map((key) => ({ data: { key }, singletonKey: String(key) })),
        )
        .catch(onError)
    },
    async work(name, lanes, turn) {
      await boss.work<{ key: number }>(
        name,
        { localConcurrency: lanes, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5 },
        async (jobs) => {
          for (const job of jobs) {
            // pg-boss keeps a turn's error in the job, where nobody would look.
            await turn(job.data.key).catch((error) => {
              onError(error)
              throw error
            })
          }
        },
      )
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: true }),
  }
}
