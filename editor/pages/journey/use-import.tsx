import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { parseGraph } from '../../../server/engine/check.ts'
import type { Problem } from '../../../server/engine/problem.ts'
import { useActs } from '../../canvas/acts.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { tellProblem } from '../../canvas/faces.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { parseJourneyFile } from '../journeys/journey-file.ts'
import classes from './problems.module.css'

type Refused = { file: string; problems: Problem[] }

/** Puts a file's graph in the place of the draft; one that cannot be taken shows all its problems. */
export function useImport(): { take(file: File | null): Promise<void>; refused: ReactNode } {
  const say = useWords(words)
  const { dispatch } = useEditor()
  const acts = useActs()
  const [refused, setRefused] = useState<Refused | null>(null)

  async function take(file: File | null) {
    if (!file) return
    const read = parseJourneyFile(await file.text(), file.name)
    if (!read) return toastError({ title: say.notJson(file.name), note: say.unchanged })
    const parsed = parseGraph(read.graph)
    if ('problems' in parsed) return setRefused({ file: file.name, problems: parsed.problems })
    acts.replace(parsed.graph)
    toast({ title: say.done(file.name), undo: () => dispatch({ type: 'undo' }) })
  }

  return {
    take,
    refused: <RefusedFile refused={refused} close={() => setRefused(null)} />,
  }
}

function RefusedFile({ refused, close }: { refused: Refused | null; close(): void }) {
  const say = useWords(words)
  const language = useLanguage()
  const { file, problems } = refused ?? { file: '', problems: [] }
  return (
    <Dialog
      opened={refused !== null}
      onClose={close}
      title={say.refused}
      acts={
        <Button data-autofocus onClick={close}>
          {say.close}
        </Button>
      }
    >
      <p className={classes.text}>{say.why(file, problems.length)}</p>
      <ul className={classes.list}>
        {problems.map((problem, index) => (
          <li key={index} className={classes.item}>
            <span className={classes.words}>
              <span className={classes.where}>{problem.nodeId ?? say.whole}</span>
              <span className={classes.sentence}>{tellProblem(problem, language)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

export const words = {
  en: {
    done: (file: string) => `The draft is now the journey of “${file}”.`,
    notJson: (file: string) => `“${file}” is not a journey`,
    unchanged: 'Choose a JSON file that was exported here. Nothing was changed.',
    refused: 'This file cannot be imported',
    why: (file: string, n: number) =>
      `“${file}” has ${n === 1 ? 'a problem' : `${n} problems`}. Mend the file and import it again. Nothing was changed.`,
    whole: 'Whole file',
    close: 'Close',
  },
  ja: {
    done: (file: string) => `「${file}」を下書きに読み込みました。`,
    notJson: (file: string) => `「${file}」はシナリオのファイルではありません`,
    unchanged: 'ここで書き出したJSONファイルを選んでください。何も変わっていません。',
    refused: 'このファイルは読み込めません',
    why: (file: string, n: number) =>
      `「${file}」に${n}件の問題があります。直してから、もう一度読み込んでください。何も変わっていません。`,
    whole: 'ファイル全体',
    close: '閉じる',
  },
}
