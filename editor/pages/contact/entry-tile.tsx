import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsExchange,
  IconBolt,
  IconDoorExit,
  IconForms,
  IconLink,
  IconMailCheck,
  IconMailOff,
  IconMailOpened,
  IconRouteOff,
  IconUserPlus,
  IconWebhook,
  IconWorld,
} from '@tabler/icons-react'
import type { Entry } from '../../../server/timeline/shape.ts'
import { KindTile } from '../../parts/kind-tile.tsx'
import { Tile } from '../../parts/tile.tsx'
import type { Tone } from '../../theme.ts'
import type { Telling } from './tell.ts'

type Props = { entry: Entry; nodeType: string | null; sources: Telling['sources'] }

/** The stone of an entry on the timeline's line. */
export function EntryTile({ entry, nodeType, sources }: Props) {
  const face = faceOf(entry, sources)
  if (face) return <Tile icon={face[0]} tone={face[1]} size={28} round />
  return <KindTile type={nodeType ?? ''} size={28} round />
}

function faceOf(entry: Entry, sources: Props['sources']): [Icon, Tone] | null {
  if (entry.kind === 'failed') return [IconAlertTriangle, 'shu']
  if (entry.kind === 'moved') return [IconArrowsExchange, 'ishi']
  if (entry.kind === 'ended') return [IconDoorExit, 'ishi']
  if (entry.kind !== 'event') return null
  if (entry.name === 'source.received') {
    const kind = sources?.find(({ id }) => entry.by === `source:${id}`)?.kind
    return [kind ? doors[kind] : IconForms, 'moss']
  }
  return events[entry.name] ?? [IconBolt, 'ishi']
}

/** Where something came in. */
const doors = { form: IconForms, webhook: IconWebhook, site: IconWorld }

const events: Record<string, [Icon, Tone]> = {
  'source.confirmed': [IconForms, 'moss'],
  'entry.refused': [IconRouteOff, 'ishi'],
  'contact.created': [IconUserPlus, 'moss'],
  'message.opened': [IconMailOpened, 'moss'],
  'message.clicked': [IconLink, 'moss'],
  'contact.imported': [IconUserPlus, 'moss'],
  'contact.import-undone': [IconArrowBackUp, 'ishi'],
  'contact.merged': [IconArrowMerge, 'ishi'],
  'contact.unsubscribed': [IconMailOff, 'shu'],
  'contact.suppressed': [IconMailOff, 'shu'],
  'contact.suppression-lifted': [IconMailCheck, 'moss'],
}
