export function SendForm() {
  return null
}
