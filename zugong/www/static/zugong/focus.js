/* 焦点：页面打开时有要改的地方，焦点先到汇总；局部换新之后，焦点到新内容里标了 data-focus 的一处，
   换走的地方原来有焦点而新内容里有同名控件的，回到那个控件。 */
(function () {
  'use strict';
  var name = null;

  function take(root) {
    var target = root.matches && root.matches('[data-focus]') ? root : root.querySelector('[data-focus]');
    if (target) { target.focus(); }
    return Boolean(target);
  }

  document.addEventListener('DOMContentLoaded', function () { take(document); });

  document.addEventListener('htmx:beforeSwap', function (event) {
    var here = document.activeElement;
    name = here && event.detail.target.contains(here) ? here.id : null;
  });

  document.addEventListener('htmx:afterSettle', function (event) {
    if (take(event.detail.elt) || !name) { return; }
    var again = document.getElementById(name);
    if (again) { again.focus(); }
  });
})();
