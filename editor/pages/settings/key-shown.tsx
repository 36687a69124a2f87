import { Button } from '@mantine/core'
import { CopyField } from '../../parts/copy-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useWords } from '../../words.ts'
import classes from './new-key.module.css'

type Made = { key: string; scopes: readonly string[] }

/** A key that was just made, with a first line to try it. */
export function KeyShown({ made, onClose }: { made: Made; onClose: () => void }) {
  const say = useWords(words)
  const trial = trialOf(made, window.location.origin)
  return (
    <Dialog
      opened
      held
      onClose={onClose}
      size={560}
      title={say.made}
      acts={
        <>
          <Button component="a" href="/reference" target="_blank">
            {say.reference}
          </Button>
          <Button onClick={onClose}>{say.close}</Button>
        </>
      }
    >
      <p>{say.once}</p>
      <div className={classes.form}>
        <CopyField label={say.key} value={made.key} autoFocus />
        {trial && <CopyField label={say.example} value={trial} />}
      </div>
    </Dialog>
  )
}

/** A request that this key may make; null: none that is as short as a line. Pure. */
function trialOf({ key, scopes }: Made, origin: string): string | null {
  const ask = `curl -H "Authorization: Bearer ${key}"`
  const listed = lists.find((room) => scopes.includes('*') || scopes.includes(`${room}:read`))
  if (listed) return `${ask} ${origin}/api/${listed}`
  if (!scopes.includes('contacts:write')) return null
  const body = `{"email":"hana@example.jp"}`
  return `${ask} -H "Content-Type: application/json" -d '${body}' ${origin}/api/contacts`
}

/** Rooms whose path alone answers with a list. */
const lists = ['contacts', 'journeys', 'messages', 'segments', 'sources', 'tags', 'topics']

export const words = {
  en: {
    made: 'The key is made',
    once: 'Copy it now. Only a fingerprint is kept, so nobody can show it again.',
    key: 'API key',
    example: 'To try it',
    reference: 'API reference',
    close: 'Close',
  },
  ja: {
    made: 'キーを作りました',
    once: 'いまコピーしてください。照合用の値だけを保存するので、もう一度表示することはできません。',
    key: 'APIキー',
    example: '試すには',
    reference: 'APIの説明',
    close: '閉じる',
  },
}
