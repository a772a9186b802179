// @ts-check
// Words that set some texts apart: log-odds ratios with an informative Dirichlet prior (Monroe, Colaresi, Quinn 2008), over their standard errors.
const priorStrength = 500;
const least = 1.96;
const most = 15;

/** How often each word stands in each text; counted once for a dataset. */
function counted(samples) {
  samples.counts ??= samples.texts.map((text) => {
    const counts = new Map();
    for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}_]{2,}/gu)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return counts;
  });
  return samples.counts;
}

function sum(texts) {
  const all = new Map();
  let total = 0;
  for (const counts of texts) {
    for (const [word, times] of counts) {
      all.set(word, (all.get(word) ?? 0) + times);
      total += times;
    }
  }
  return { all, total };
}

/** The words that the members have more of than the other texts, the most telling first. */
export function tellingWords(samples, members) {
  const counts = counted(samples);
  samples.allWords ??= sum(counts);
  const { all, total } = samples.allWords;
  const own = sum(members.map((i) => counts[i]));
  const words = [...own.all].map(([word, inside]) => {
    const prior = (priorStrength * all.get(word)) / total;
    const [here, there] = [inside + prior, all.get(word) - inside + prior];
    const ratio = Math.log(here / (own.total + priorStrength - here)) - Math.log(there / (total - own.total + priorStrength - there));
    return { word, score: ratio / Math.sqrt(1 / here + 1 / there), inside, outside: all.get(word) - inside };
  });
  return words.filter(({ score }) => score > least).sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1)).slice(0, most);
}
