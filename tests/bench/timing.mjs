// Timing questions, the same way in Node.js and in a browser as `bench/src/measure.rs` does.

export function inMilliseconds(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

export function median(times) {
  return times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) / 2)];
}

/** Every question in turn, round after round; `find` answers with the number of offers. */
export function ask({ questions, warm_up, rounds }, find) {
  let totals = [];
  for (let round = 0; round < warm_up; round += 1) totals = questions.map(find);
  const samples = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const question of questions) {
      const time = inMilliseconds(() => find(question));
      (samples[question.class] ??= []).push(time);
    }
  }
  return { samples, totals };
}
