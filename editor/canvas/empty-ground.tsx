import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { StonesPicture } from '../parts/stones-picture.tsx'
import { useLanguage, useWords } from '../words.ts'
import { useActs } from './acts.ts'
import { beginnings } from './beginnings.ts'
import { useEditor } from './editor.tsx'
import classes from './empty-ground.module.css'

/** An empty journey: an invitation and three ways to begin. */
export function EmptyGround() {
  const say = useWords(words)
  const language = useLanguage()
  const { known } = useEditor()
  const acts = useActs()
  const { blank, ...others } = beginnings(language, known.sources ?? [])
  return (
    <div className={classes.place}>
      <div className={classes.card}>
        <StonesPicture />
        <h2 className={classes.title}>{say.title}</h2>
        <p className={classes.text}>{say.text}</p>
        <div className={classes.acts}>
          <Button
            variant="filled"
            color="moss"
            leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
            onClick={() => acts.replace(blank)}
          >
            {say.blank}
          </Button>
          {(['welcome', 'branch'] as const).map((name) => (
            <Button key={name} onClick={() => acts.replace(others[name])}>
              {say[name]}
            </Button>
          ))}
        </div>
      </div>
    </div>
  )
}

export const words = {
  en: {
    title: 'Lay the first stone',
    text: 'A journey is a path of mails and waits. Drag a stone from the left, or begin with one of these. Nothing is sent until you publish.',
    blank: 'Start with a trigger',
    welcome: 'Two mails, three days apart',
    branch: 'Part the path by an answer',
  },
  ja: {
    title: '最初の飛び石を置きましょう',
    text: 'シナリオは、メールと待ち時間をつないだ道です。左から石を引いて置くか、次から始めてください。公開するまで、メールは送られません。',
    blank: '開始条件から始める',
    welcome: '3日おいて2通送る',
    branch: '答えで道を分ける',
  },
}
