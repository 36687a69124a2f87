import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words.ts'
import classes from './code-block.module.css'

/** Text to paste elsewhere, as it is. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  const say = useWords(words)
  return (
    <div className={classes.block}>
      <Scroll className={classes.scroll} label={label}>
        <pre>{code}</pre>
      </Scroll>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? say.copied : say.copy}>
            <ActionIcon
              className={classes.copy}
              aria-label={copied ? say.copied : say.copy}
              onClick={copy}
            >
              {copied ? (
                <IconCheck size={18} stroke={1.75} aria-hidden />
              ) : (
                <IconCopy size={18} stroke={1.75} aria-hidden />
              )}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  )
}

export const words = {
  en: { copy: 'Copy this', copied: 'Copied' },
  ja: { copy: 'コピーする', copied: 'コピー済み' },
}
