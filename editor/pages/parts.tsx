import { Group } from '@mantine/core'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { LanguageSwitch, SchemeSwitch } from '../shell/preferences.tsx'
import { useWords } from '../words.ts'
import { Answers } from './parts/answers.tsx'
import { Colors } from './parts/colors.tsx'
import { Fields } from './parts/fields.tsx'
import { Letters } from './parts/letters.tsx'
import { List } from './parts/list.tsx'
import { Stones } from './parts/stones.tsx'
import classes from './parts.module.css'

/** Every part live, in both schemes and languages: what designers, testers and newcomers look at. */
export function Page() {
  const say = useWords(words)
  return (
    <PageBody>
      <PageHeader
        title={say.title}
        fact={say.fact}
        acts={
          <Group gap={8}>
            <LanguageSwitch />
            <SchemeSwitch />
          </Group>
        }
      />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Stones />
          <Colors />
        </div>
        <div className={classes.column}>
          <Letters />
          <Answers />
          <Fields />
        </div>
      </div>
      <List />
    </PageBody>
  )
}

export const words = {
  en: {
    title: 'Parts and states',
    fact: 'What every page is made of, live. A change here shows what it touches.',
  },
  ja: {
    title: '部品と状態',
    fact: 'すべての画面の材料です。ここを見れば、変えたことの影響がわかります。',
  },
}
