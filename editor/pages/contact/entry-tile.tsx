import {
  type Icon,
  IconAlertTriangle,
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
} from '@tabler/icons-react'
import type { Entry } from '../../../server/timeline/shape.ts'
import { KindTile } from '../../parts/kind-tile.tsx'
import { Tile } from '../../parts/tile.tsx'
import type { Tone } from '../../theme.ts'

/** The stone of an entry on the timeline's line. */
export function EntryTile({ entry, nodeType }: { entry: Entry; nodeType: string | null }) {
  const face = faceOf(entry)
  if (face) return <Tile icon={face[0]} tone={face[1]} size={28} round />
  return <KindTile type={nodeType ?? ''} size={28} round />
}

function faceOf(entry: Entry): [Icon, Tone] | null {
  if (entry.kind === 'failed') return [IconAlertTriangle, 'shu']
  if (entry.kind === 'moved') return [IconArrowsExchange, 'ishi']
  if (entry.kind === 'ended') return [IconDoorExit, 'ishi']
  if (entry.kind !== 'event') return null
  return events[entry.name] ?? [IconBolt, 'ishi']
}

const events: Record<string, [Icon, Tone]> = {
  'source.received': [IconForms, 'moss'],
  'source.confirmed': [IconForms, 'moss'],
  'entry.refused': [IconRouteOff, 'ishi'],
  'contact.created': [IconUserPlus, 'moss'],
  'message.opened': [IconMailOpened, 'moss'],
  'message.clicked': [IconLink, 'moss'],
  'contact.imported': [IconUserPlus, 'moss'],
  'contact.unsubscribed': [IconMailOff, 'shu'],
  'contact.suppressed': [IconMailOff, 'shu'],
  'contact.suppression-lifted': [IconMailCheck, 'moss'],
}
