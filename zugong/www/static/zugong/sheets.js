/* 成片录入：表上标了 data-sheet 的，回车到下一行同一列，Shift+回车回上一行；到末行再回车到下一列首行。 */
(function () {
  'use strict';

  function fields(row) {
    return Array.prototype.slice.call(row.querySelectorAll('input:not([type=hidden]),select,textarea'));
  }

  function next(field, back) {
    var row = field.closest('tr');
    var rows = Array.prototype.slice.call(row.parentNode.rows).filter(function (one) { return fields(one).length; });
    var place = rows.indexOf(row) + (back ? -1 : 1);
    var column = fields(row).indexOf(field);
    if (place < 0 || place >= rows.length) {
      column += back ? -1 : 1;
      place = back ? rows.length - 1 : 0;
    }
    return fields(rows[place])[column];
  }

  document.addEventListener('keydown', function (event) {
    var field = event.target;
    if (event.key !== 'Enter' || event.isComposing || event.ctrlKey) { return; }
    if (!field.closest('table[data-sheet]') || !/^(INPUT|SELECT)$/.test(field.tagName)) { return; }
    event.preventDefault();
    var to = next(field, event.shiftKey);
    if (to) {
      to.focus();
      if (to.select) { to.select(); }
    }
  });
})();
