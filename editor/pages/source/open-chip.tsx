import { Chip } from '../../parts/chip.tsx'
import { useWords } from '../../words.ts'

/** Whether a source takes anything in. */
export function OpenChip({ open }: { open: boolean }) {
  const say = useWords(words)
  return (
    <Chip tone={open ? 'moss' : 'ishi'} dot={open}>
      {open ? say.open : say.closed}
    </Chip>
  )
}

export const words = {
  en: { open: 'Open', closed: 'Closed' },
  ja: { open: '受付中', closed: '停止中' },
}
