// Loaded in the head, before anything is painted, so that the page never flashes in the wrong theme.
const dark = matchMedia('(prefers-color-scheme: dark)');
const followSystem = () => (document.documentElement.dataset.bsTheme = dark.matches ? 'dark' : 'light');
followSystem();

const charts = [];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// A canvas carries its dollars as JSON: {labels, series: [{name, values}]}.
function draw(canvas) {
  const { labels, series } = JSON.parse(canvas.dataset.chart);
  const grid = colour('--tblr-border-color');
  const text = colour('--tblr-secondary');
  const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 6 });
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels,
      datasets: series.map(({ name, values }, i) => (
        { label: name, data: values, backgroundColor: colour(`--chart-${i + 1}`), borderRadius: 3, maxBarThickness: 44 })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      plugins: {
        legend: { labels: { color: text, boxWidth: 12, boxHeight: 12 } },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${money.format(item.parsed.y)}` } },
      },
      scales: {
        x: { ticks: { color: text, maxRotation: 0, autoSkipPadding: 12 }, grid: { display: false } },
        y: { beginAtZero: true, ticks: { color: text, callback: (value) => money.format(value) }, grid: { color: grid } },
      },
    },
  });
}

function drawAll() {
  charts.splice(0).forEach((chart) => chart.destroy());
  document.querySelectorAll('canvas[data-chart]').forEach((canvas) => charts.push(draw(canvas)));
}

dark.addEventListener('change', () => {
  followSystem();
  if (charts.length) drawAll();
});

addEventListener('DOMContentLoaded', () => {
  drawAll();
  document.addEventListener('click', (event) => {
    const fold = event.target.closest('[data-folds]');
    if (!fold) return;
    const open = document.getElementById(fold.dataset.folds).classList.toggle('is-open');
    fold.setAttribute('aria-expanded', open);
  });
  // A button whose act is not easily undone carries the question that is asked first.
  document.addEventListener('submit', (event) => {
    const question = event.submitter?.dataset.asks;
    if (question && !confirm(question)) event.preventDefault();
  });
});
