import { IconDoorExit, IconForms, IconHourglass, IconMail } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Here, Passed } from '../../parts/count.tsx'
import { DropPlace, Stone } from '../../parts/stone.tsx'
import { useWords } from '../../words.ts'
import classes from './stones.module.css'

/** The stones of the canvas in all their states, and how wide a line is. */
export function Stones() {
  const say = useWords(words)
  const mail = {
    shape: 'card',
    tone: 'ai',
    icon: IconMail,
    kind: say.send,
    title: say.mail,
    summary: say.subject,
    count: <Passed people={1251} />,
  } as const
  return (
    <section className={classes.ground}>
      <h2 className={classes.title}>{say.title}</h2>
      <div className={classes.grid}>
        <Shown as={say.plain}>
          <Stone {...mail} />
        </Shown>
        <Shown as={say.selected}>
          <Stone {...mail} state="selected" />
        </Shown>
        <Shown as={say.problem}>
          <Stone {...mail} mark={say.missing} />
        </Shown>
        <Shown as={say.lit}>
          <Stone {...mail} count={undefined} state="lit" />
        </Shown>
        <Shown as={say.faint}>
          <Stone {...mail} state="faint" />
        </Shown>
        <Shown as={say.drop}>
          <DropPlace shape="card">{say.here}</DropPlace>
        </Shown>
        <Shown as={say.begins}>
          <Stone
            shape="pill"
            tone="moss"
            icon={IconForms}
            kind={say.trigger}
            title={say.form}
            summary={say.once}
            count={<Passed people={4812} />}
          />
        </Shown>
        <Shown as={say.waits}>
          <Stone
            shape="pebble"
            tone="kohaku"
            icon={IconHourglass}
            kind={say.wait}
            title={say.days}
            count={<Here people={214} />}
          />
        </Shown>
        <Shown as={say.ends}>
          <Stone
            shape="sunk"
            tone="ishi"
            icon={IconDoorExit}
            kind={say.exit}
            title={say.list}
            count="1,659"
          />
        </Shown>
        <Shown as={say.afar}>
          <Stone {...mail} detail="title" />
        </Shown>
        <Shown as={say.further}>
          <Stone {...mail} count={<Here people={38} />} detail="icon" />
        </Shown>
        <Shown as={say.furthest}>
          <Stone {...mail} detail="color" />
        </Shown>
      </div>
    </section>
  )
}

function Shown({ as, children }: { as: string; children: ReactNode }) {
  return (
    <figure className={classes.shown}>
      <div className={classes.stone}>{children}</div>
      <figcaption>{as}</figcaption>
    </figure>
  )
}

export const words = {
  en: {
    title: 'Stones',
    send: 'Send',
    mail: 'A Our three best beans',
    subject: '“Start with these three”',
    trigger: 'Trigger',
    form: 'Sign-up form',
    once: 'Form · once each',
    wait: 'Wait',
    days: '2 days',
    exit: 'Exit',
    list: 'Regular list',
    missing: 'Enter a subject.',
    here: 'It goes here',
    plain: 'At rest',
    selected: 'Selected',
    problem: 'To be checked',
    lit: 'Walked',
    faint: 'Not taken',
    drop: 'Where it may be put',
    begins: 'Trigger: round ends',
    waits: 'Wait: a pebble',
    ends: 'Exit: sunk into the sand',
    afar: 'From afar: kind and title',
    further: 'Further: icon and count',
    furthest: 'From very far: color',
  },
  ja: {
    title: '石の状態',
    send: 'メール送信',
    mail: 'A　人気の豆、上位3種',
    subject: '件名「この3つからどうぞ」',
    trigger: '開始条件',
    form: '新規会員登録フォーム',
    once: 'フォーム・1人1回',
    wait: '待機',
    days: '2日後',
    exit: '終了',
    list: '通常配信へ',
    missing: '件名を入力してください。',
    here: 'ここに置きます',
    plain: 'ふだん',
    selected: '選んだとき',
    problem: '確認が必要',
    lit: '通った石',
    faint: '通らなかった石',
    drop: '置ける場所',
    begins: '開始条件　両端が丸い',
    waits: '待機　小石',
    ends: '終了　沈んだ石',
    afar: '遠くから　種類と名前',
    further: 'もっと遠く　絵と人数',
    furthest: 'いちばん遠く　色だけ',
  },
}
