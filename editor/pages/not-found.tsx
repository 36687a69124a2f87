export { Lost as Page } from '../parts/lost.tsx'
