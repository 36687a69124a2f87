import { Button, Progress } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../../parts/dialog.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import classes from './exports.module.css'
import { addressOf, type Export, exportQuery } from './queries.ts'

type Props = { made: Export; opened: boolean; onClose: () => void }

/** The file, ready to be fetched; how far it is while the browser does. */
export function FetchDialog({ made, opened, onClose }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const [fetching, setFetching] = useState(false)
  const { data = made } = useQuery({ ...exportQuery(made.id, fetching), enabled: opened })
  const { rows, contacts, fetchedAt } = data
  const whole = fetching && fetchedAt !== null
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={whole ? say.whole(format.number(rows ?? 0)) : say.ready}
      acts={
        <>
          <Button onClick={onClose}>{say.close}</Button>
          {data.url && (
            <Button
              component="a"
              href={addressOf(data.url)}
              download
              variant={whole ? 'default' : 'filled'}
              color="moss"
              leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
              onClick={() => setFetching(true)}
              data-autofocus
            >
              {say.fetch}
            </Button>
          )}
        </>
      }
    >
      <p>{say.until(format.dateTime(data.expiresAt))}</p>
      <div className={classes.progress} role="status">
        {fetching && (
          <Progress
            // What was found may have become less while the file was written.
            value={whole || contacts === 0 ? 100 : Math.min(100, (100 * (rows ?? 0)) / contacts)}
            animated={!whole}
            color="moss"
            aria-label={say.progress}
          />
        )}
        <span>
          {fetching && !whole
            ? say.rows(format.number(rows ?? 0), format.number(contacts))
            : say.all(format.number(whole ? (rows ?? 0) : contacts))}
        </span>
      </div>
    </Dialog>
  )
}

export const words = {
  en: {
    ready: 'The file can be downloaded',
    whole: (n: string) =>
      n === '1' ? '1 contact is in the file' : `${n} contacts are in the file`,
    until: (at: string) =>
      `It is written as it is fetched, and holds the contacts as they are then. You alone can fetch it, until ${at}.`,
    all: (n: string) => `A file of ${n} ${n === '1' ? 'row' : 'rows'}`,
    rows: (n: string, of: string) => `${n} of ${of} rows written`,
    progress: 'Rows written',
    fetch: 'Download',
    close: 'Close',
  },
  ja: {
    ready: 'ファイルを受け取れます',
    whole: (n: string) => `${n}人を書き出しました`,
    until: (at: string) => `受け取るときの内容で作られます。${at}まで、あなただけが受け取れます。`,
    all: (n: string) => `${n}行のファイルです`,
    rows: (n: string, of: string) => `${of}行のうち${n}行まで書きました`,
    progress: '書き出した行',
    fetch: '受け取る',
    close: '閉じる',
  },
}
