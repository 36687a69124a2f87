import { Checkbox, Select } from '@mantine/core'
import { rooms } from '../../../server/words/scopes.ts'
import { useWords } from '../../words.ts'
import { roomNames, type Scope, type Use, uses } from './key-scopes.ts'
import classes from './new-key.module.css'

type Props = {
  use: Use
  onUse: (use: Use) => void
  own: readonly Scope[]
  onOwn: (own: readonly Scope[]) => void
  /** Nothing was chosen where one's own choice was promised. */
  error: string | null
}

/** What a key may do: for a usual purpose, or room by room. */
export function KeyRights({ use, onUse, own, onOwn, error }: Props) {
  const say = useWords(words)
  return (
    <>
      <Select
        label={say.rights}
        description={say.notes[use]}
        allowDeselect={false}
        data={uses.map((value) => ({ value, label: value === 'read' ? say.reads : say[value] }))}
        value={use}
        onChange={(value) => onUse(uses.find((each) => each === value) ?? 'own')}
      />
      {use === 'own' && <Rooms own={own} onOwn={onOwn} error={error} />}
    </>
  )
}

function Rooms({ own, onOwn, error }: Pick<Props, 'own' | 'onOwn' | 'error'>) {
  const say = useWords(words)
  const names = useWords(rooms)
  const ways = ['read', 'write'] as const
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className={classes.rooms} aria-label={say.rooms} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say.room}</th>
              <th scope="col">{say.read}</th>
              <th scope="col">{say.write}</th>
            </tr>
          </thead>
          <tbody>
            {roomNames.map((room) => (
              <tr key={room}>
                <th scope="row">{names[room]}</th>
                {ways.map((way) => (
                  <td key={way}>
                    <Checkbox
                      name="scopes"
                      radius={5}
                      aria-label={say.one(names[room], say[way])}
                      checked={own.includes(`${room}:${way}`)}
                      onChange={(event) => {
                        const others = own.filter((each) => each !== `${room}:${way}`)
                        onOwn(event.currentTarget.checked ? [...others, `${room}:${way}`] : others)
                      }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

export const words = {
  en: {
    rights: 'What it may do',
    send: 'Send contacts and events',
    reads: 'Read everything',
    own: 'What I choose',
    all: 'Everything',
    notes: {
      send: 'For a shop or a website. It reads nothing.',
      read: 'For reports. It sees personal data and changes nothing.',
      own: 'Only what the program needs.',
      all: 'Reads and changes all there is, keys included. For programs you trust wholly.',
    },
    rooms: 'What it may read and change',
    room: 'About',
    read: 'Read',
    write: 'Change',
    one: (room: string, way: string) => `${room}: ${way.toLowerCase()}`,
  },
  ja: {
    rights: 'できること',
    send: 'コンタクトとイベントを送る',
    reads: 'すべてを読む',
    own: '自分で選ぶ',
    all: 'すべて',
    notes: {
      send: 'ECサイトやWebサイト向けです。読み取りはできません。',
      read: '集計などに使います。個人情報も読めますが、変更はできません。',
      own: 'プログラムに必要なことだけを許します。',
      all: 'キーの管理を含む、すべての読み取りと変更ができます。信頼できるプログラム専用です。',
    },
    rooms: '読めるものと変えられるもの',
    room: '対象',
    read: '読み取り',
    write: '変更',
    one: (room: string, way: string) => `${room}の${way}`,
  },
}
