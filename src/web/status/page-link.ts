import { type PageQuery, severityNames } from './page-query.js';

/**
 * A link to the status page with these parameters. Equal queries give the same text, which has nothing but what a URL may have. It is relative, so it
 * works below a proxy's path.
 */
export function pageLink({ target, severity, page, refresh }: PageQuery): string {
  const text = new URLSearchParams({
    ...(target !== undefined && { target }),
    ...(severity !== undefined && { severity: severityNames[severity] }),
    ...(page > 1 && { page: String(page) }),
    ...(refresh !== undefined && { refresh: String(refresh) }),
  }).toString();
  return text === '' ? './' : `?${text}`;
}
