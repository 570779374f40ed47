// The type of what is drawn on a canvas; that of the rest stands in page.css.

export const SANS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", "Noto Sans SC", sans-serif';

export const SERIF = 'Georgia, "Noto Serif", "Noto Serif KR", "Noto Serif SC", "Times New Roman", serif';
