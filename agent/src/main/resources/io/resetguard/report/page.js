(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  var colours = {
    light: {
      ink: '#1b1f24', quiet: '#57606a', line: '#d0d7de', paper: '#ffffff', ok: '#1a6fb5', failed: '#b3321a', mark: '#1b1f24',
      series: ['#b3321a', '#1a6fb5', '#8a6d00', '#5b3da8', '#0f766e', '#a3195b', '#57606a']
    },
    dark: {
      ink: '#e6e9ed', quiet: '#a3adb8', line: '#3a424c', paper: '#14171b', ok: '#6db3f2', failed: '#ff8f6b', mark: '#e6e9ed',
      series: ['#ff8f6b', '#6db3f2', '#e3c04b', '#b9a1f5', '#5fd0c2', '#f58ac0', '#a3adb8']
    }
  };
  var darkScreen = window.matchMedia('(prefers-color-scheme: dark)');
  var printing = false;
  var charts = [];
  var PRINTED_WIDTH = 680;

  function duration(ms) {
    if (ms < 1000) { return round(ms) + ' ms'; }
    if (ms < 120000) { return round(ms / 1000) + ' s'; }
    if (ms < 7200000) { return round(ms / 60000) + ' min'; }
    return round(ms / 3600000) + ' h';
  }

  function round(number) { return Math.round(number * 100) / 100; }

  function base(colour) {
    return {
      animation: false,
      textStyle: { color: colour.ink, fontFamily: 'system-ui, sans-serif' },
      tooltip: {
        trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: colour.paper, borderColor: colour.quiet,
        textStyle: { color: colour.ink }
      }
    };
  }

  function axis(colour, more) {
    return Object.assign({
      axisLine: { show: true, lineStyle: { color: colour.quiet } },
      axisLabel: { color: colour.quiet, hideOverlap: true },
      nameTextStyle: { color: colour.quiet },
      splitLine: { show: false }
    }, more);
  }

  function countAxis(colour, name, more) {
    return axis(colour, Object.assign({
      type: 'value', name: name, nameLocation: 'end', nameGap: 8, minInterval: 1, splitNumber: 3,
      nameTextStyle: { color: colour.ink, align: 'left', fontWeight: 'bold' },
      splitLine: { show: true, lineStyle: { color: colour.line } }
    }, more));
  }

  /** The outline of a histogram whose classes touch each other. */
  function outline(idle, counts) {
    var points = [[idle.lower[0], 0]];
    counts.forEach(function (count, i) {
      points.push([idle.lower[i], count], [idle.upper[i], count]);
    });
    points.push([idle.upper[counts.length - 1], 0]);
    return points;
  }

  function limitLines(idle, colour, labelled) {
    return {
      silent: true, symbol: 'none',
      lineStyle: { color: colour.mark, type: 'dashed', width: 1.5 },
      label: { show: labelled, color: colour.ink, position: 'end', formatter: function (line) { return line.name; } },
      data: idle.limits.map(function (limit) {
        return { xAxis: limit.ms, name: limit.text };
      })
    };
  }

  /** What was answered above, what failed below, over the same idle times: where the cliff is. */
  function idleChart(idle, colour) {
    var panels = idle.ok ? [['answered', idle.ok, colour.ok], ['failed', idle.failed, colour.failed]]
      : [['failed', idle.failed, colour.failed]];
    var option = base(colour);
    option.tooltip.show = false;
    option.grid = panels.map(function (panel, i) {
      return panels.length === 1 ? { left: 60, right: 24, top: 44, bottom: 50 }
        : i === 0 ? { left: 60, right: 24, top: 44, height: '30%' } : { left: 60, right: 24, bottom: 50, height: '30%' };
    });
    option.xAxis = panels.map(function (panel, i) {
      var last = i === panels.length - 1;
      return axis(colour, {
        type: 'log', gridIndex: i, min: idle.lower[0], max: idle.upper[idle.upper.length - 1],
        name: last ? 'idle before the request' : '', nameLocation: 'middle', nameGap: 30,
        axisLabel: { show: last, color: colour.quiet, hideOverlap: true, formatter: duration }
      });
    });
    option.yAxis = panels.map(function (panel, i) { return countAxis(colour, panel[0], { gridIndex: i }); });
    option.series = panels.map(function (panel, i) {
      return {
        name: panel[0], type: 'line', xAxisIndex: i, yAxisIndex: i, data: outline(idle, panel[1]), symbol: 'none',
        lineStyle: { color: panel[2], width: 1.5 }, areaStyle: { color: panel[2], opacity: i === 0 && idle.ok ? 0.35 : 0.7 },
        markLine: limitLines(idle, colour, i === 0)
      };
    });
    return option;
  }

  /** Height in pixels of a legend that shows all its names, on a chart of this width. */
  function legendHeight(names, width) {
    var length = names.reduce(function (sum, name) { return sum + 52 + name.length * 6.6; }, 0);
    return 24 * Math.ceil(length / Math.max(width - 40, 160));
  }

  function timeChart(time, colour, width) {
    var option = base(colour);
    var legend = legendHeight(time.series.map(function (series) { return series.name; }), width);
    // Patterns besides colours, for eyes and printers that see no colours.
    option.aria = { enabled: true, label: { enabled: false }, decal: { show: time.series.length > 1 } };
    option.color = colour.series;
    option.legend = { bottom: 0, textStyle: { color: colour.ink } };
    option.grid = { left: 60, right: 24, top: 46, bottom: 40 + legend, height: 150 };
    option.pageHeight = 236 + legend;
    option.xAxis = axis(colour, { type: 'category', data: time.labels });
    option.yAxis = countAxis(colour, '');
    option.series = time.series.map(function (series, i) {
      var bar = { name: series.name, type: 'bar', stack: 'all', data: series.counts, barCategoryGap: '15%', barMaxWidth: 48 };
      if (i === 0) {
        bar.markLine = {
          silent: true, symbol: 'none', lineStyle: { color: colour.mark, type: 'dotted' },
          label: { color: colour.ink, distance: 14, formatter: function (line) { return line.name; } },
          data: time.marks.map(function (mark) { return { xAxis: mark.column, name: mark.text }; })
        };
      }
      return bar;
    });
    return option;
  }

  function barChart(bars, colour) {
    var option = base(colour);
    option.grid = { left: 60, right: 24, top: 40, bottom: 50 };
    option.xAxis = axis(colour, { type: 'category', data: bars.labels, name: bars.name, nameLocation: 'middle', nameGap: 30 });
    option.yAxis = countAxis(colour, 'resets');
    option.series = [{ type: 'bar', data: bars.counts, itemStyle: { color: colour.failed }, barCategoryGap: '15%', barMaxWidth: 48 }];
    return option;
  }

  var kinds = { idle: idleChart, time: timeChart, bars: barChart };

  function draw() {
    var colour = darkScreen.matches && !printing ? colours.dark : colours.light;
    charts.forEach(function (chart) {
      var width = printing ? PRINTED_WIDTH : chart.place.clientWidth;
      var option = kinds[chart.kind](chart.data, colour, width);
      if (option.pageHeight) {
        chart.place.style.height = option.pageHeight + 'px';
        delete option.pageHeight;
      }
      chart.drawn.resize({ width: printing ? PRINTED_WIDTH : 'auto', height: 'auto' });
      chart.drawn.setOption(option, true);
    });
  }

  function startCharts() {
    data.charts.forEach(function (chart) {
      var place = document.getElementById(chart.id);
      charts.push({ kind: chart.kind, data: chart.data, place: place, drawn: echarts.init(place, null, { renderer: 'svg' }) });
    });
    draw();
    darkScreen.addEventListener('change', draw);
    window.addEventListener('resize', draw);
    window.addEventListener('beforeprint', function () { printing = true; draw(); });
    window.addEventListener('afterprint', function () { printing = false; draw(); });
  }

  function say(text) { document.getElementById('said').textContent = text; }

  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function startCopying() {
    document.querySelectorAll('button[data-copy]').forEach(function (button) {
      button.addEventListener('click', function () {
        var code = document.getElementById(button.dataset.copy);
        var copied = function () { say('Copied: ' + code.textContent); };
        // Pages of plain web servers have no clipboard, and a policy can forbid it: then in the old way, which needs neither.
        var copySelected = function () {
          select(code);
          if (document.execCommand('copy')) { copied(); } else { say('Selected: copy it with the keyboard'); }
        };
        if (navigator.clipboard) {
          navigator.clipboard.writeText(code.textContent).then(copied, copySelected);
        } else {
          copySelected();
        }
      });
    });
  }

  function startFilter() {
    var input = document.getElementById('filter');
    if (!input) { return; }
    var rows = Array.prototype.slice.call(document.querySelectorAll('#event-rows > tr'));
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    function filter() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, i) {
        row.hidden = !words.every(function (word) { return texts[i].indexOf(word) >= 0; });
        shown += row.hidden ? 0 : 1;
      });
      document.getElementById('shown').textContent = shown + ' of ' + rows.length + ' shown';
    }
    input.addEventListener('input', filter);
    // A link to a part of the events: report.html#events=stale
    var wanted = /^#events=(.*)$/.exec(window.location.hash);
    if (wanted) {
      try { input.value = decodeURIComponent(wanted[1]); } catch (e) { input.value = wanted[1]; }
      document.getElementById('events').scrollIntoView();
    }
    filter();
  }

  document.documentElement.classList.add('js');
  startCharts();
  startCopying();
  startFilter();
}());
