/**
 * Returns a function that gives all who ask at the same time the same answer; who asks when it is there causes another one. `of`: returns what the
 * answer is about; one that was begun about something else is not shared, such as about the targets before a reload.
 */
export function sharedAnswer<Answer>(make: () => Promise<Answer>, of: () => unknown): () => Promise<Answer> {
  let underWay: { readonly answer: Promise<Answer>; readonly of: unknown } | undefined;
  return () => {
    const about = of();
    if (underWay !== undefined && underWay.of === about) return underWay.answer;
    const begun = {
      answer: make().finally(() => {
        if (underWay === begun) underWay = undefined;
      }),
      of: about,
    };
    underWay = begun;
    return begun.answer;
  };
}
