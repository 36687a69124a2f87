import { acts } from './acts.ts'
import { createCaller } from './calls/caller.ts'
import { forgetCalls } from './calls/log.ts'
import { codeOf } from './code-of.ts'
import { doActs } from './contacts/do-acts.ts'
import { foldCounters } from './enrollments/count.ts'
import { journeysDue } from './enrollments/due.ts'
import { runOn } from './enrollments/run.ts'
import { sweepTurns } from './enrollments/sweep.ts'
import { standingStill } from './enrollments/watch.ts'
import { beat, forgetSilent, leave, register } from './enrollments/workers.ts'
import type { Ground } from './ground.ts'
import { forgetImports } from './imports/forget.ts'
import { createImporter } from './imports/importer.ts'
import { startMailbox } from './mailbox/listener.ts'
import { forgetAnswers } from './members/once.ts'
import { createPump } from './messages/deliver.ts'
import { forgetBodies } from './messages/forget-bodies.ts'
import { moveHere } from './messages/put-back.ts'
import { transportsDue } from './messages/queue.ts'
import { sweepDead } from './messages/sweep.ts'
import { keepSegments } from './segments/keep.ts'
import { pendingIntake, takeIn } from './sources/intake.ts'

/**
 * Takes tickets, and beats once a second whatever tickets do: the waker is the guarantee that nobody
 * stands still, tickets only make it fast.
 */
export async function startWorker(ground: Ground): Promise<{ stop(): Promise<void> }> {
  const { db, queue, log } = ground
  const worker = await register(db)
  // Without SMTP_URL each worker catches its own mail; all land in one table.
  const mailbox = ground.smtpUrl ? null : await startMailbox(ground)
  const pump = await createPump(ground, {
    workerId: worker,
    smtpUrl: ground.smtpUrl ?? `smtp://127.0.0.1:${mailbox!.port}`,
  })

  const importer = createImporter(ground, worker)

  await queue.work('intake', 1, async () => {
    if (await takeIn(ground)) await queue.ask('intake', [0])
  })
  await queue.work('advance', 3, async (journeyId) => {
    await runOn(ground, journeyId, { worker })
  })
  await queue.work('deliver', 1, async (transportId) => pump.kick(transportId))

  const wake = async () => {
    const now = await ground.clock(db)
    await queue.ask('advance', await journeysDue(db, now))
    for (const transport of await transportsDue(db, now)) pump.kick(transport)
    if (await pendingIntake(db)) await queue.ask('intake', [0])
  }
  const sweep = async () => {
    await sweepTurns(ground, worker)
    await sweepDead(ground)
    await moveHere(db)
    await forgetSilent(db)
  }
  const watch = async () => {
    const enrollments = await standingStill(db)
    if (enrollments.length > 0) log.error({ fact: 'enrollments.still', enrollments })
  }
  const caller = createCaller(ground)
  const chores = [
    every(1_000, { doActs: () => doActs(ground, acts) }, ground),
    every(1_000, { wake }, ground),
    every(1_000, { fold: () => foldCounters(db) }, ground),
    every(1_000, { segments: () => keepSegments(ground) }, ground),
    every(5_000, { sweep }, ground),
    every(60_000, { watch }, ground),
    every(1_000, { call: () => caller.kick() }, ground),
    every(60_000, { forget: () => forgetAnswers(db) }, ground),
    every(60_000, { forgetCalls: () => forgetCalls(db) }, ground),
    every(60_000, { forgetBodies: () => forgetBodies(ground) }, ground),
    every(1_000, { imports: importer.turn }, ground),
    every(3_600_000, { forgetImports: () => forgetImports(db) }, ground),
  ]
  const stopBeating = every(3_000, { beat: () => beat(db, worker) }, ground)
  log.info({ fact: 'worker.started', worker })
  return {
    async stop() {
      importer.stop()
      await Promise.all(chores.map((stop) => stop()))
      await pump.stop()
      await caller.stop()
      await mailbox?.stop()
      await queue.stop()
      // To the last: others would take a worker without a heartbeat for dead, and its mails for lost.
      await stopBeating()
      await leave(db, worker)
      log.info({ fact: 'worker.stopped', worker })
    },
  }
}

/** Runs a chore again and again, never twice at once; an error is logged and the next turn comes. */
function every(
  ms: number,
  named: Record<string, () => Promise<unknown>>,
  { log }: Ground,
): () => Promise<void> {
  const [[name, chore]] = Object.entries(named) as [[string, () => Promise<unknown>]]
  let stopped = false
  let pause: { timer: NodeJS.Timeout; end: () => void } | undefined
  const loop = async () => {
    while (!stopped) {
      await chore().catch((error) =>
        log.error({ fact: 'chore.failed', chore: name, error: codeOf(error) }),
      )
      if (stopped) break
      await new Promise<void>((resolve) => {
        pause = { timer: setTimeout(resolve, ms), end: resolve }
      })
    }
  }
  const done = loop()
  return () => {
    stopped = true
    clearTimeout(pause?.timer)
    pause?.end()
    return done
  }
}
