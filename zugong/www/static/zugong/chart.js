/* 图是表的影子：从 data-chart 指向的表读数，表改图改，没有第二份数字。没有脚本或图库时只有表。 */
(function () {
  'use strict';
  var css = getComputedStyle(document.documentElement);
  var DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]];
  var SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];
  var charts = [];

  function token(name) { return css.getPropertyValue(name).trim(); }
  function cells(row) { return [].slice.call(row.cells, 1); }

  /* 表头里标了 data-total 的一列是合计，不画 */
  function read(table) {
    var heads = cells(table.tHead.rows[0]).filter(function (cell) { return !cell.hasAttribute('data-total'); });
    return {
      heads: heads.map(function (cell) { return cell.textContent; }),
      rows: [].slice.call(table.tBodies[0].rows).map(function (row) {
        return {
          name: row.cells[0].textContent,
          data: cells(row).slice(0, heads.length).map(function (cell) {
            var number = parseFloat(cell.textContent);
            return isNaN(number) ? null : number;
          })
        };
      })
    };
  }

  function series(rows, kind) {
    var ink = [token('--zg-ink'), token('--zg-blue'), token('--zg-pass'), token('--zg-wait')];
    var fill = [token('--zg-pass-line'), token('--zg-wait-line'), token('--zg-fail')];
    return rows.map(function (row, i) {
      if (kind === 'bar') {
        return { type: 'bar', stack: 'all', name: row.name, data: row.data, barMaxWidth: 22, itemStyle: { color: fill[i] } };
      }
      return { type: 'line', name: row.name, data: row.data, symbol: SYMBOLS[i], symbolSize: 5, itemStyle: { color: ink[i] }, lineStyle: { width: 1.6, type: DASHES[i], color: ink[i] } };
    });
  }

  function draw(box) {
    var table = read(document.getElementById(box.dataset.chart));
    var size = parseFloat(css.fontSize) * parseFloat(token('--zg-fs-1'));
    var words = { color: token('--zg-ink-3'), fontSize: size };
    var chart = window.echarts.init(box, null, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: token('--zg-sans'), fontSize: size, color: token('--zg-ink-2') },
      grid: { left: 6, right: 14, top: 30, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 18, itemHeight: 10, textStyle: { color: token('--zg-ink-2'), fontSize: size } },
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: { type: 'category', data: table.heads, axisLabel: words, axisTick: { show: false }, axisLine: { lineStyle: { color: token('--zg-line-2') } } },
      yAxis: { type: 'value', min: 0, max: box.dataset.max ? +box.dataset.max : null, splitNumber: 4, axisLabel: { color: words.color, fontSize: size, formatter: '{value}' + (box.dataset.unit || '') }, splitLine: { lineStyle: { color: token('--zg-line') } } },
      series: series(table.rows, box.dataset.kind || 'line')
    });
    charts.push(chart);
    scale(chart);
  }

  /* 打印时版心变窄而脚本来不及重画：给 svg 配 viewBox，由样式等比缩放 */
  function scale(chart) {
    var svg = chart.getDom().querySelector('svg');
    if (svg) { svg.setAttribute('viewBox', '0 0 ' + chart.getWidth() + ' ' + chart.getHeight()); }
  }

  document.querySelectorAll('[data-chart]').forEach(function (box) {
    if (window.echarts) { draw(box); } else { box.hidden = true; }
  });
  window.addEventListener('resize', function () { charts.forEach(function (chart) { chart.resize(); scale(chart); }); });
})();
