import { changeAccount } from '../account/change.ts'
import { type Tx, transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { createJourney } from '../journeys/draft.ts'
import { publish } from '../journeys/publish.ts'
import { journeys } from '../journeys/table.ts'
import type { Language } from '../language.ts'
import { createFirstOwner, hashPassword, type NewOwner } from '../members/owner.ts'
import { createSource } from '../sources/create.ts'
import { welcomeGraph } from './welcome.ts'
import { type SampleTexts, words } from './words.ts'

type By = { actor: string; actorName: string }

/**
 * The first owner, and something for them to look at: an account that speaks their language and a
 * live sample journey with the form that feeds it. All of it or nothing.
 * @throws Refusal `setup-closed` when there is an owner
 */
export async function firstDay(
  ground: Ground,
  { password, language, ...owner }: NewOwner & { language: Language },
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await transaction(ground.db, async (tx) => {
    const id = await createFirstOwner(tx, { ...owner, passwordHash })
    const by = { actor: `member:${id}`, actorName: owner.name }
    const { sender } = words[language]
    await changeAccount(tx, {
      actor: by.actor,
      account: {
        name: sender.name,
        language,
        senderName: sender.name,
        // A sample's address must not stand on mail that leaves the house.
        senderAddress: ground.smtpUrl ? owner.email : sender.address,
        postalAddress: sender.postalAddress,
        enquiry: ground.smtpUrl ? owner.email : sender.enquiry,
      },
    })
    const [some] = await tx.select({ id: journeys.id }).from(journeys).limit(1)
    if (!some) await plantSample(tx, words[language], by)
  })
}

async function plantSample(tx: Tx, texts: SampleTexts, by: By): Promise<void> {
  const source = await createSource(tx, { ...texts.source, kind: 'form', actor: by.actor })
  const graph = welcomeGraph(texts, source.id)
  const { id } = await createJourney(tx, { name: texts.journey, graph, by })
  await publish(tx, { id, revision: 1, by })
}
