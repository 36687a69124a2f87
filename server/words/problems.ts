import type { ProblemCode } from '../engine/problem.ts'

/**
 * What must be mended before publishing: the fact, then what to do. `detail` is the value that the
 * problem carries (a field, a way out, a Liquid error), if any.
 */
type Sentences = Record<ProblemCode, (detail: string | undefined) => string>

const en: Sentences = {
  'no-trigger': () => 'Nobody can come in yet. Add a trigger.',
  'unknown-type': (type) => `This kind of step is not known here${brackets(type)}. Remove it.`,
  'wrong-data': (field) => `A value is not possible${field ? ` (${field})` : ''}. Correct it.`,
  'same-id-twice': () => 'Two steps, lines or branches have the same id. Give one of them another.',
  'edge-without-end': (id) =>
    `A line leads to a step that does not exist${brackets(id)}. Remove it.`,
  'edge-from-unknown-out': (out) =>
    `A line begins at a way out that does not exist${brackets(out)}. Remove it.`,
  'two-edges-from-one-out': (out) =>
    `Two lines begin at one way out${brackets(out)}. Keep one of them.`,
  'edge-into-trigger': () => 'A line leads into a trigger. Journeys begin there; remove the line.',
  unreachable: () => 'Nobody gets here. Draw a line to it, or remove it.',
  'leads-nowhere': () => 'Nothing follows the trigger. Draw a line to the first step.',
  'loop-without-wait': () => 'This goes round in a circle without a wait. Put a wait in between.',
  'source-missing': () => 'Choose the source whose people come in.',
  'source-unknown': () => 'This source no longer exists. Choose another.',
  'subject-missing': () => 'Enter a subject.',
  'body-missing': () => 'The mail is empty. Write its HTML or its text.',
  'liquid-wrong': (error) =>
    `A merge field cannot be read. Correct it${error ? `: ${error}` : '.'}`,
  'sender-unnamed': () =>
    'Advertising has to name its sender, a postal address and where to ask. Enter them in Settings.',
  'wait-zero': () => 'The wait is 0 long. Enter 1 or more, or remove it.',
  'branch-without-rule': (branch) =>
    `A branch has no condition${branchIn(branch)}. Say who goes there.`,
  'rule-unfinished': (branch) =>
    `A condition is unfinished${branchIn(branch)}. Choose what to look at and enter a value.`,
}

const ja: Sentences = {
  'no-trigger': () => '人の入口がまだありません。開始条件を足してください。',
  'unknown-type': (type) => `知らない種類のステップです${kakko(type)}。削除してください。`,
  'wrong-data': (field) => `使えない値があります${field ? `（${field}）` : ''}。直してください。`,
  'same-id-twice': () => '同じIDのステップか線か枝が2つあります。片方を変えてください。',
  'edge-without-end': (id) => `線の先のステップがありません${kakko(id)}。線を削除してください。`,
  'edge-from-unknown-out': (out) => `線の元の出口がありません${kakko(out)}。線を削除してください。`,
  'two-edges-from-one-out': (out) =>
    `1つの出口から線が2本出ています${kakko(out)}。1本にしてください。`,
  'edge-into-trigger': () =>
    '開始条件に入る線があります。開始条件は始まりなので、線を削除してください。',
  unreachable: () => 'ここには、だれも来ません。線でつなぐか、削除してください。',
  'leads-nowhere': () => '開始条件の先がありません。最初のステップへ線を引いてください。',
  'loop-without-wait': () => '待機をはさまずに一周しています。途中に待機を置いてください。',
  'source-missing': () => '人が入ってくる受付口を選んでください。',
  'source-unknown': () => 'この受付口は、もうありません。ほかの受付口を選んでください。',
  'subject-missing': () => '件名を入力してください。',
  'body-missing': () => '本文が空です。HTMLかテキストを書いてください。',
  'liquid-wrong': (error) =>
    `差し込みを読み取れません。直してください${error ? `：${error}` : '。'}`,
  'sender-unnamed': () =>
    '広告メールには、送信者の名称・住所・問い合わせ先の表示が必要です。設定で入力してください。',
  'wait-zero': () => '待機の長さが0です。1以上を入力するか、削除してください。',
  'branch-without-rule': (branch) =>
    `条件のない枝があります${edaIn(branch)}。だれが進むか決めてください。`,
  'rule-unfinished': (branch) =>
    `書きかけの条件があります${edaIn(branch)}。対象と値を入れてください。`,
}

const brackets = (value: string | undefined) => (value ? ` (${value})` : '')
const kakko = (value: string | undefined) => (value ? `（${value}）` : '')
const branchIn = (name: string | undefined) => (name && !isMachine(name) ? ` (“${name}”)` : '')
const edaIn = (name: string | undefined) => (name && !isMachine(name) ? `（「${name}」）` : '')

/** Handles that the editor made say nothing to a reader. */
const isMachine = (name: string) => name === 'yes' || /^branch-[0-9a-f]{8}$/.test(name)

export const words = { en, ja }
