import { html } from '@codemirror/lang-html'
import { liquid } from '@codemirror/lang-liquid'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import CodeMirror, { type ReactCodeMirrorRef } from '@uiw/react-codemirror'
import { useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import type { CodeFieldProps } from './code-field.tsx'

type Props = CodeFieldProps & { labelledBy: string; minHeight: number }

/** CodeMirror in our colors; `CodeField` brings it in. */
export default function CodeEditor(props: Props) {
  const { value, onChange, mode, labelledBy, minHeight, maxHeight = 420, problems, hand } = props
  const editor = useRef<ReactCodeMirrorRef>(null)
  const extensions = useMemo(
    () => [
      mode === 'html' ? liquid({ base: html() }) : liquid(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-labelledby': labelledBy }),
      syntaxHighlighting(highlight),
      look,
      lintGutter(),
    ],
    [mode, labelledBy],
  )
  useImperativeHandle(hand, () => ({
    insert(text) {
      const view = editor.current?.view
      if (!view) return
      view.dispatch(view.state.replaceSelection(text))
      view.focus()
    },
  }))
  useEffect(() => {
    const view = editor.current?.view
    if (!view) return
    const found = (problems ?? []).map((problem) => diagnostic(view, problem))
    view.dispatch(setDiagnostics(view.state, found))
  }, [problems])
  return (
    <CodeMirror
      ref={editor}
      value={value}
      onChange={onChange}
      theme="none"
      extensions={extensions}
      minHeight={`${minHeight}px`}
      maxHeight={`${maxHeight}px`}
      // Tab leaves the field, as everywhere else on the page.
      indentWithTab={false}
      basicSetup={{ lineNumbers: mode === 'html', foldGutter: false, autocompletion: false }}
    />
  )
}

/** A problem's line and column as a place in the text; a place past the end is the end. */
function diagnostic(
  view: EditorView,
  problem: { message: string; line: number; column: number },
): Diagnostic {
  const { doc } = view.state
  const line = doc.line(Math.min(Math.max(problem.line, 1), doc.lines))
  const from = Math.min(line.from + Math.max(problem.column - 1, 0), line.to)
  return { from, to: line.to, severity: 'error', message: problem.message }
}

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '18px' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink3)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--moss) 24%, transparent) !important',
  },
  '.cm-tooltip': {
    border: 'none',
    borderRadius: 'var(--radius-control)',
    backgroundColor: 'var(--surface)',
    boxShadow: 'var(--shadow-3)',
    color: 'var(--ink)',
  },
})

/** Liquid in the color of branches, tags in that of mail; the words themselves stay ink. */
const highlight = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--ai)' },
  { tag: [tags.attributeName], color: 'var(--ink2)' },
  { tag: [tags.attributeValue, tags.string], color: 'var(--moss)' },
  { tag: [tags.comment], color: 'var(--ink3)' },
  { tag: [tags.keyword, tags.brace, tags.operatorKeyword], color: 'var(--fuji)' },
  { tag: [tags.variableName, tags.propertyName], color: 'var(--kohaku)' },
])
