import { IconStack2 } from '@tabler/icons-react'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import type { Face } from '../nodes/face.ts'
import { faces } from '../nodes/index.ts'
import { Tile } from './tile.tsx'

type Props = { type: string; data?: unknown; size?: number; round?: boolean }

/** The tile of a kind of node, by its name. A kind that this editor does not know is a plain stone. */
export function KindTile({ type, data, ...shape }: Props) {
  const face = faceOf(type)
  const icon = face?.icon(data ?? nodeTypes[type]?.fresh)
  return <Tile icon={icon ?? IconStack2} tone={face?.tone ?? 'ishi'} {...shape} />
}

export const faceOf = (type: string): Face | undefined =>
  Object.hasOwn(faces, type) ? (faces as Record<string, Face>)[type] : undefined
