import { Button, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { parseGraph } from '../../../server/engine/check.ts'
import type { Problem } from '../../../server/engine/problem.ts'
import { useEditor } from '../../canvas/editor.tsx'
import { tellProblem } from '../../canvas/faces.ts'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { parseJourneyFile } from '../journeys/journey-file.ts'
import dialog from './mend-dialog.module.css'
import classes from './problems.module.css'

type Refused = { file: string; problems: Problem[] }

/** Puts a file's graph in the place of the draft; one that cannot be taken shows all its problems. */
export function useImport(): { take(file: File | null): Promise<void>; refused: ReactNode } {
  const say = useWords(words)
  const { dispatch } = useEditor()
  const [refused, setRefused] = useState<Refused | null>(null)

  async function take(file: File | null) {
    if (!file) return
    const read = parseJourneyFile(await file.text(), file.name)
    if (!read) return toastError({ title: say.notJson(file.name), note: say.unchanged })
    const parsed = parseGraph(read.graph)
    if ('problems' in parsed) return setRefused({ file: file.name, problems: parsed.problems })
    dispatch({ type: 'replace', graph: parsed.graph })
    toast({ title: say.done(file.name), undo: () => dispatch({ type: 'undo' }) })
  }

  const close = () => setRefused(null)
  return {
    take,
    refused: (
      <Modal
        opened={refused !== null}
        onClose={close}
        size={480}
        padding={20}
        aria-label={say.refused}
      >
        {refused && <RefusedFile {...refused} close={close} />}
      </Modal>
    ),
  }
}

function RefusedFile({ file, problems, close }: Refused & { close(): void }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <>
      <h2 className={dialog.title}>{say.refused}</h2>
      <p className={dialog.text}>{say.why(file, problems.length)}</p>
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
      <div className={dialog.acts}>
        <Button data-autofocus onClick={close}>
          {say.close}
        </Button>
      </div>
    </>
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
