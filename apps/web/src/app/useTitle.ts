/** Names the page in the title of its window. */
import { useEffect } from 'preact/hooks'

export const useTitle = (title: string | null): void => {
  useEffect(() => {
    document.title = title === null ? 'Jejak' : `${title} · Jejak`
  }, [title])
}
